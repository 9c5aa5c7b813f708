using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Ends subscriptions.</summary>
internal static class SubscriptionEnd
{
    /// <summary>Ends a subscription at once and tells of it. What was not paid yet stays owed, but nobody tries to collect it any more.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="reason">Stripe's reason, such as <c>cancellation_requested</c>.</param>
    public static void Now(UnitOfWork work, StripeDocument subscription, string reason)
    {
        PendingUpdates.Discard(work, subscription);
        Subscriptions.Cancel(subscription, work.Now, reason);
        work.Save(subscription, "customer.subscription.deleted");
        StopCollecting(work, subscription);
    }

    /// <summary>Ends a subscription at once because that was asked for.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="prorates">Whether the time that is left is given back.</param>
    /// <param name="invoicesNow">Whether what is open is settled by an invoice at once; credit then goes to the customer's balance.</param>
    public static void Prorated(UnitOfWork work, StripeDocument subscription, bool prorates, bool invoicesNow)
    {
        if (prorates && subscription.Status is not ("trialing" or "incomplete" or "paused"))
        {
            PendingItems.Add(
                work, subscription, [.. Subscriptions.Items(subscription).Select(item => Prorations.Credit(work, subscription, item, work.Now))]);
        }

        var lines = invoicesNow ? PendingItems.LinesOf(work, subscription) : [];
        if (lines.Count > 0)
        {
            var invoice = InvoiceDrafts.Build(work, subscription, "subscription_update", lines);
            work.Save(invoice, "invoice.created");
            PendingItems.Take(work, subscription, invoice);
            subscription.Json["latest_invoice"] = invoice.Id;
            work.Save(subscription);
            InvoiceCollection.FinalizeAndCollect(work, invoice);
        }

        Now(work, subscription, "cancellation_requested");
    }

    /// <summary>The end that was set has come: what was asked for then stays as it was said.</summary>
    public static void AsPlanned(UnitOfWork work, StripeDocument subscription)
    {
        subscription.Json["ended_at"] = work.Now;
        subscription.Json["status"] = "canceled";
        work.Save(subscription, "customer.subscription.deleted");
        StopCollecting(work, subscription);
    }

    /// <summary>Invoices that are not paid are no longer finalized or charged by themselves.</summary>
    public static void StopCollecting(UnitOfWork work, StripeDocument subscription)
    {
        var advancing = new DocumentQuery("invoice")
            .Where("parent.subscription_details.subscription", subscription.Id).Where("auto_advance", true).WhereAny("status", ["draft", "open"]);
        foreach (var invoice in work.All(advancing))
        {
            var before = invoice.Json.DeepClone().AsObject();
            invoice.Json["auto_advance"] = false;
            invoice.Json["automatically_finalizes_at"] = null;
            invoice.Json["next_payment_attempt"] = null;
            work.Save(invoice, "invoice.updated", PreviousAttributes.Of(before, invoice.Json));
        }
    }
}
