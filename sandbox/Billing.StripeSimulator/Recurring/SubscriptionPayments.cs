using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What the payment of an invoice, or its failure, means for the subscription and the customer.</summary>
internal static class SubscriptionPayments
{
    /// <summary>The invoice is paid.</summary>
    public static void InvoicePaid(UnitOfWork work, StripeDocument invoice)
    {
        WriteDelinquent(work, invoice, isDelinquent: false);
        if (SubscriptionOf(work, invoice) is { } subscription && PendingUpdates.IsFor(subscription, invoice))
        {
            PendingUpdates.Apply(work, subscription, invoice);
        }

        InvoiceClosed(work, invoice);
    }

    /// <summary>Nothing is owed for the invoice any more.</summary>
    public static void InvoiceClosed(UnitOfWork work, StripeDocument invoice)
    {
        WriteDelinquent(work, invoice, isDelinquent: false);
        if (SubscriptionOf(work, invoice) is { Status: "past_due" or "unpaid" or "incomplete" } subscription
            && subscription.Text("latest_invoice") == invoice.Id)
        {
            SetStatus(work, subscription, "active");
        }
    }

    /// <summary>An attempt at the invoice failed.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="isLast">Whether it will not be tried again.</param>
    public static void InvoiceFailed(UnitOfWork work, StripeDocument invoice, bool isLast)
    {
        WriteDelinquent(work, invoice, isDelinquent: true);
        if (SubscriptionOf(work, invoice) is not { } subscription || subscription.Status is "canceled" or "incomplete" or "incomplete_expired"
            || PendingUpdates.IsFor(subscription, invoice))
        {
            return;
        }

        switch (isLast ? Dunning.RetriesThen(work) : "past_due")
        {
            case "cancel":
                SubscriptionEnd.Now(work, subscription, "payment_failed");
                break;
            case var status when subscription.Status is not "unpaid":
                SetStatus(work, subscription, status);
                break;
        }
    }

    /// <summary>Sets a status and tells of it, if it is another one.</summary>
    public static void SetStatus(UnitOfWork work, StripeDocument subscription, string status)
    {
        if (subscription.Status != status)
        {
            var before = subscription.Status;
            subscription.Json["status"] = status;
            work.Save(subscription, "customer.subscription.updated", new JsonObject { ["status"] = before });
        }
    }

    private static StripeDocument? SubscriptionOf(UnitOfWork work, StripeDocument invoice) =>
        Invoices.SubscriptionOf(invoice) is { } id ? work.Find("subscription", id) : null;

    private static void WriteDelinquent(UnitOfWork work, StripeDocument invoice, bool isDelinquent)
    {
        var customer = work.Referenced("customer", invoice.Text("customer")!);
        if (customer is { IsDeleted: false } && customer.Flag("delinquent") != isDelinquent)
        {
            customer.Json["delinquent"] = isDelinquent;
            work.Save(customer, "customer.updated", new JsonObject { ["delinquent"] = !isDelinquent });
        }
    }
}
