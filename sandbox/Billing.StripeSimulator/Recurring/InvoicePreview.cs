using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What the next invoice of a subscription will be, with or without a change. Nothing is saved.</summary>
internal static class InvoicePreview
{
    /// <summary>The next invoice: that of the change when it makes one at once, else that of the next renewal.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription as it is.</param>
    /// <param name="change">The change to preview, or null.</param>
    /// <exception cref="StripeApiException">404: there will be none.</exception>
    public static JsonObject Of(UnitOfWork work, StripeDocument subscription, SubscriptionChange? change)
    {
        var result = change?.Apply(work, subscription);
        var changed = new StripeDocument("subscription", subscription.Json.DeepClone().AsObject())
        {
            Hidden = subscription.Hidden.DeepClone().AsObject(),
        };
        result?.WriteTo(changed);
        var lines = PendingItems.LinesOf(work, subscription).Concat(result?.Prorations ?? []).ToList();
        return result is { IsInvoicedNow: true }
            ? Invoice(work, changed, [.. lines, .. result.PeriodLines], work.Now, Subscriptions.PeriodOf(subscription), change)
            : Renewal(work, changed, lines, change);
    }

    /// <summary>The credit that canceling at once gives.</summary>
    public static JsonObject OfCancellation(UnitOfWork work, StripeDocument subscription, bool prorates, long at)
    {
        var credits = prorates ? Subscriptions.Items(subscription).Select(item => Prorations.Credit(work, subscription, item, at)) : [];
        return Invoice(
            work, subscription, [.. PendingItems.LinesOf(work, subscription), .. credits], work.Now, Subscriptions.PeriodOf(subscription), null);
    }

    private static JsonObject Renewal(UnitOfWork work, StripeDocument subscription, List<JsonObject> lines, SubscriptionChange? change)
    {
        var ended = Subscriptions.PeriodOf(subscription);
        if (subscription.Status is "canceled" or "incomplete_expired" or "paused" || subscription.Number("cancel_at") <= ended.End)
        {
            throw StripeErrors.NoUpcomingInvoice(subscription.Text("customer")!);
        }

        var renewed = Renewals.Begin(subscription, ended);
        lines.AddRange(renewed.Select(item => InvoiceLines.ForPeriod(work, item)));
        return Invoice(work, subscription, lines, ended.End, ended, change);
    }

    private static JsonObject Invoice(
        UnitOfWork work, StripeDocument subscription, IReadOnlyList<JsonObject> lines, long at, BillingPeriod period, SubscriptionChange? change)
    {
        var invoice = InvoiceDrafts.Build(work, subscription, "upcoming", lines, "upcoming_" + Invoices.NewId()).Json;
        invoice["created"] = at;
        invoice["next_payment_attempt"] = at == period.End ? at + InvoiceDrafts.SecondsUntilFinalized : at;
        invoice["period_end"] = period.End;
        invoice["period_start"] = period.Start;
        if (change is not null && lines.Any(line => line["parent"]!["subscription_item_details"]!["proration"]!.GetValue<bool>()))
        {
            invoice["parent"]!["subscription_details"]!["subscription_proration_date"] = change.At;
        }

        return invoice;
    }
}
