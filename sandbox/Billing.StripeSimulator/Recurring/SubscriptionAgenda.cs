using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What happens to a subscription by itself.</summary>
internal static class SubscriptionAgenda
{
    /// <summary>When the subscription goes on by itself next; null when it does not.</summary>
    public static DueMoment? DueOf(StripeDocument subscription) =>
        subscription.Status is "canceled" or "incomplete_expired" ? null
        : DueMoment.Earlier(DueMoment.Earlier(PendingUpdateOf(subscription), EndOf(subscription)), PeriodEndOf(subscription));

    /// <summary>Lets the subscription go on.</summary>
    public static void Run(UnitOfWork work, StripeDocument subscription)
    {
        if (PendingUpdateOf(subscription)?.At <= work.Now)
        {
            PendingUpdates.Expire(work, subscription);
        }
        else if (EndOf(subscription)?.At <= work.Now)
        {
            SubscriptionEnd.AsPlanned(work, subscription);
        }
        else
        {
            Renewals.Renew(work, subscription);
        }
    }

    private static DueMoment? PendingUpdateOf(StripeDocument subscription) =>
        subscription.Json["pending_update"]?["expires_at"]?.GetValue<long>() is { } at
            ? new DueMoment(at, "A change of a subscription is given up that was not paid")
            : null;

    private static DueMoment? EndOf(StripeDocument subscription) =>
        subscription.Number("cancel_at") is { } at ? new DueMoment(at, "A subscription ends") : null;

    private static DueMoment PeriodEndOf(StripeDocument subscription) =>
        new(Subscriptions.Items(subscription).Min(item => item["current_period_end"]!.GetValue<long>()), "A subscription renews");
}
