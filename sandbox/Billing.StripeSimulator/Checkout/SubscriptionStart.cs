using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>What becomes of a paid subscription checkout: a subscription with a paid first invoice, in Stripe's order of events.</summary>
internal static class SubscriptionStart
{
    /// <summary>Makes subscription, invoice and invoice payment, and writes their ids into the session.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="session">The session that was paid.</param>
    /// <param name="customer">Who subscribes.</param>
    /// <param name="paymentMethod">What renewals are charged to.</param>
    /// <param name="intent">The intent that paid; null when the first period is free of charge.</param>
    /// <param name="invoiceId">The id that the intent already names as its order, if there is an intent.</param>
    public static void Run(
        UnitOfWork work,
        StripeDocument session,
        StripeDocument customer,
        StripeDocument paymentMethod,
        StripeDocument? intent,
        string? invoiceId)
    {
        var lines = CheckoutSessions.Lines(session);
        var metadata = session.Hidden["subscription_data"]!["metadata"]?.AsObject() ?? new JsonObject();
        var subscription = Subscriptions.Create(customer.Id, paymentMethod.Id, lines, metadata, work.Now);
        subscription.Json["description"] = session.Hidden["subscription_data"]!["description"]?.DeepClone();

        var invoice = InvoiceDrafts.Build(
            work, subscription, "subscription_create", [.. Subscriptions.Items(subscription).Select(item => InvoiceLines.ForPeriod(work, item))], invoiceId);
        InvoiceTotals.Write(invoice, balance: 0, intent?.Number("amount"));
        work.Save(invoice, "invoice.created");
        Invoices.Open(invoice, customer, work.BaseAddress, work.Now);
        invoice.Json["ending_balance"] = 0;
        work.Save(customer);
        work.Save(invoice, "invoice.finalized");
        Invoices.MarkPaid(invoice, work.Now);
        invoice.Json["attempt_count"] = intent is null ? 0 : 1;
        InvoiceCollection.TellPaid(work, invoice);
        if (intent is not null)
        {
            var payment = Invoices.PaymentBy(invoice, intent, work.Now);
            Invoices.MarkPaid(payment, invoice, work.Now);
            work.Save(payment, "invoice_payment.paid");
        }

        Debits.Remember(subscription, Invoices.Lines(invoice));
        subscription.Json["latest_invoice"] = invoice.Id;
        work.Save(subscription, "customer.subscription.created");
        session.Json["invoice"] = invoice.Id;
        session.Json["subscription"] = subscription.Id;
    }
}
