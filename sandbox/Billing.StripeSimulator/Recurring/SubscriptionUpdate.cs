using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Changes the items or the cycle of a subscription, with what there is to pay for that.</summary>
internal static class SubscriptionUpdate
{
    /// <summary>Changes the subscription, makes its invoice if there is one, and tries to collect it.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription, in which other properties may have been changed already.</param>
    /// <param name="before">The subscription as it was before all of it.</param>
    /// <param name="change">The change.</param>
    /// <param name="paymentBehavior">Stripe's payment behavior: what becomes of the change when the invoice is not paid at once.</param>
    /// <exception cref="StripeApiException">402: it is not paid, and the payment behavior is error_if_incomplete.</exception>
    public static void Run(UnitOfWork work, StripeDocument subscription, JsonObject before, SubscriptionChange change, string paymentBehavior)
    {
        PendingUpdates.Discard(work, subscription);
        var result = change.Apply(work, subscription);
        PendingItems.Add(work, subscription, result.Prorations);
        if (!result.IsInvoicedNow)
        {
            result.WriteTo(subscription);
            Debits.Remember(subscription, result.Prorations);
            work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
            return;
        }

        var invoice = CreateInvoice(work, subscription, change, result);
        if (paymentBehavior == "pending_if_incomplete")
        {
            PendingUpdates.Begin(work, subscription, before, result, invoice);
            return;
        }

        result.WriteTo(subscription);
        Debits.Remember(subscription, Invoices.Lines(invoice));
        work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
        InvoiceCollection.Finalize(work, invoice);
        Collect(work, invoice, paymentBehavior);
    }

    /// <summary>The invoice of a change, with everything that waits for the next invoice.</summary>
    private static StripeDocument CreateInvoice(UnitOfWork work, StripeDocument subscription, SubscriptionChange change, ChangeResult result)
    {
        var lines = PendingItems.LinesOf(work, subscription).Concat(result.PeriodLines).ToList();
        var invoice = InvoiceDrafts.Build(work, subscription, "subscription_update", lines);
        invoice.Json["auto_advance"] = true;
        if (result.Prorations.Count > 0)
        {
            invoice.Json["parent"]!["subscription_details"]!["subscription_proration_date"] = change.At;
        }

        work.Save(invoice, "invoice.created");
        PendingItems.Take(work, subscription, invoice);
        subscription.Json["latest_invoice"] = invoice.Id;
        return invoice;
    }

    private static void Collect(UnitOfWork work, StripeDocument invoice, string paymentBehavior)
    {
        if (invoice.Status != "open")
        {
            return;
        }

        if (paymentBehavior == "default_incomplete")
        {
            SubscriptionPayments.InvoiceFailed(work, invoice, isLast: false);
            return;
        }

        var refusal = InvoiceCollection.Collect(work, invoice, Attempt.Scheduled);
        if (paymentBehavior == "error_if_incomplete" && invoice.Status != "paid")
        {
            throw Undone(refusal);
        }
    }

    private static StripeApiException Undone(StripeApiException? refusal) => new(
        StatusCodes.Status402PaymentRequired, "card_error", refusal?.Message ?? "This payment requires additional user action before it can be completed.")
    {
        Code = refusal is null ? "subscription_payment_intent_requires_action" : refusal.Code ?? "card_declined",
        DeclineCode = refusal?.DeclineCode,
    };
}
