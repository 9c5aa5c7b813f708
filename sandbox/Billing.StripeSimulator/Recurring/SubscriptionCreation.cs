using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Begins subscriptions that are made by API: the first invoice is collected from the card that the customer has.</summary>
internal static class SubscriptionCreation
{
    // Nobody is told of a subscription's changes before it is told that there is one.
    private const string Untold = "untold";

    /// <summary>Whether nobody was told of the subscription yet.</summary>
    public static bool IsUntold(StripeDocument subscription) => subscription.Hidden[Untold] is not null;

    /// <summary>Makes the first invoice, tries to collect it, and tells of the subscription.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">A subscription that is not stored yet, on trial or active.</param>
    /// <param name="paymentBehavior">Stripe's payment behavior: what becomes of it when the invoice is not paid at once.</param>
    /// <exception cref="StripeApiException">402: it is not paid, and the payment behavior is error_if_incomplete. 400: there is no card.</exception>
    public static void Run(UnitOfWork work, StripeDocument subscription, string paymentBehavior)
    {
        var isTrial = subscription.Status == "trialing";
        subscription.Json["status"] = isTrial ? "trialing" : "incomplete";
        subscription.Hidden[Untold] = true;
        work.Save(subscription);
        var invoice = InvoiceDrafts.Build(
            work,
            subscription,
            "subscription_create",
            [.. Subscriptions.Items(subscription).Select(item => isTrial ? InvoiceLines.ForTrial(work, item) : InvoiceLines.ForPeriod(work, item))]);
        work.Save(invoice, "invoice.created");
        Discounts.Use(work, invoice);
        Debits.Remember(subscription, Invoices.Lines(invoice));
        subscription.Json["latest_invoice"] = invoice.Id;
        InvoiceCollection.Finalize(work, invoice);
        if (invoice.Status == "open" && paymentBehavior != "default_incomplete")
        {
            Collect(work, invoice, paymentBehavior);
        }

        subscription.Hidden.Remove(Untold);
        work.Save(subscription, "customer.subscription.created");
    }

    private static void Collect(UnitOfWork work, StripeDocument invoice, string paymentBehavior)
    {
        if (InvoiceCollection.PaymentMethodOf(work, invoice) is not { } paymentMethod)
        {
            throw StripeErrors.Refused(
                "This customer has no attached payment source or default payment method. Attach one to the customer, or name it for the subscription.",
                "resource_missing");
        }

        var refusal = InvoiceCollection.CollectWith(work, invoice, paymentMethod, Attempt.OffSession);
        if (paymentBehavior == "error_if_incomplete" && invoice.Status != "paid")
        {
            throw SubscriptionUpdate.Undone(refusal);
        }
    }
}
