using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Closes invoices that nobody pays.</summary>
internal static class InvoiceVoid
{
    /// <summary>Takes an open invoice back: nothing is owed for it, and what it took of the customer's balance goes back.</summary>
    /// <exception cref="StripeApiException">400: it is not open.</exception>
    public static void Void(UnitOfWork work, StripeDocument invoice)
    {
        Close(work, invoice, "void", "voided_at");
        if (invoice.Number("ending_balance") - invoice.Number("starting_balance") is { } moved and not 0)
        {
            var customer = work.Referenced("customer", invoice.Text("customer")!);
            var before = customer.Number("balance");
            customer.Json["balance"] = before - moved;
            work.Save(customer, "customer.updated", new JsonObject { ["balance"] = before });
        }

        if (Invoices.SubscriptionOf(invoice) is { } id)
        {
            var subscription = work.Referenced("subscription", id);
            Debits.Forget(subscription, invoice.Id);
            work.Save(subscription);
        }

        work.Save(invoice, "invoice.voided");
        SubscriptionPayments.InvoiceClosed(work, invoice);
    }

    /// <summary>Writes an open invoice off.</summary>
    /// <exception cref="StripeApiException">400: it is not open.</exception>
    public static void MarkUncollectible(UnitOfWork work, StripeDocument invoice)
    {
        Close(work, invoice, "uncollectible", "marked_uncollectible_at");
        work.Save(invoice, "invoice.marked_uncollectible");
        SubscriptionPayments.InvoiceClosed(work, invoice);
    }

    private static void Close(UnitOfWork work, StripeDocument invoice, string status, string transition)
    {
        if (invoice.Status is not ("open" or "uncollectible"))
        {
            throw StripeErrors.Refused($"You can only pass in open invoices. This invoice isn't open, but {invoice.Status}.", "invoice_not_editable");
        }

        if (status == "void" && InvoiceCollection.IntentOf(work, invoice) is { } intent && IntentPayments.IsPayable(intent))
        {
            IntentPayments.Cancel(work, intent, "void_invoice");
            InvoiceCollection.CancelPayment(work, invoice, intent);
        }

        invoice.Json["auto_advance"] = false;
        invoice.Json["next_payment_attempt"] = null;
        invoice.Json["status"] = status;
        invoice.Json["status_transitions"]![transition] = work.Now;
    }
}
