using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Begins the next period of subscriptions.</summary>
internal static class Renewals
{
    /// <summary>Moves the items on whose period is over, makes the invoice of the new one, and tells of both.</summary>
    public static void Renew(UnitOfWork work, StripeDocument subscription)
    {
        var before = subscription.Json.DeepClone().AsObject();
        var ended = Subscriptions.PeriodOf(subscription);
        var renewed = Begin(subscription, ended);
        var lines = PendingItems.LinesOf(work, subscription).Concat(renewed.Select(item => InvoiceLines.ForPeriod(work, item))).ToList();
        var invoice = InvoiceDrafts.CreateForCycle(work, subscription, lines, ended);
        PendingItems.Take(work, subscription, invoice);
        Debits.Remember(subscription, Invoices.Lines(invoice));
        work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
    }

    /// <summary>Begins the next period of the items whose period is over; returns them.</summary>
    public static IReadOnlyList<JsonObject> Begin(StripeDocument subscription, BillingPeriod ended)
    {
        var renewed = Subscriptions.Items(subscription).Where(item => item["current_period_end"]!.GetValue<long>() <= ended.End).ToList();
        foreach (var item in renewed)
        {
            Subscriptions.SetPeriod(item, BillingPeriod.Following(
                ended.End, subscription.Number("billing_cycle_anchor")!.Value, item["price"]!["recurring"]!.AsObject()));
        }

        return renewed;
    }
}
