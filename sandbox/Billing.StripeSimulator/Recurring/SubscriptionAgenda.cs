using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What happens to a subscription by itself.</summary>
internal static class SubscriptionAgenda
{
    // Stripe gives up a subscription whose first invoice is not paid within 23 hours.
    private const long SecondsToBegin = 23 * 60 * 60;

    /// <summary>What can happen, in the order in which it does when several come at the same moment.</summary>
    private static readonly (Func<StripeDocument, DueMoment?> DueOf, Action<UnitOfWork, StripeDocument> Run)[] Steps =
    [
        (PendingUpdates.ExpiryOf, PendingUpdates.Expire),
        (Pauses.EndOf, Pauses.End),
        (Trials.AnnouncementOf, Trials.Announce),
        (GivenUp, GiveUp),
        (EndOf, SubscriptionEnd.AsPlanned),
        (Schedules.TransitionOf, Schedules.Transit),
        (TrialEndOf, Trials.End),
        (PeriodEndOf, Renewals.Renew),
    ];

    /// <summary>When the subscription goes on by itself next; null when it does not.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="upcomingDays">How many days before its invoice is announced.</param>
    public static DueMoment? DueOf(StripeDocument subscription, int upcomingDays) => NextOf(subscription, upcomingDays)?.Due;

    /// <summary>Lets the subscription go on.</summary>
    public static void Run(UnitOfWork work, StripeDocument subscription) =>
        NextOf(subscription, work.Options.UpcomingInvoiceDays)!.Value.Run(work, subscription);

    private static (DueMoment Due, Action<UnitOfWork, StripeDocument> Run)? NextOf(StripeDocument subscription, int upcomingDays)
    {
        var coming = IsOver(subscription) ? [] : ComingOf(subscription, upcomingDays).ToList();
        return coming.Count == 0 ? null : coming.MinBy(step => step.Due.At);
    }

    private static IEnumerable<(DueMoment Due, Action<UnitOfWork, StripeDocument> Run)> ComingOf(StripeDocument subscription, int upcomingDays)
    {
        foreach (var step in Steps)
        {
            if (step.DueOf(subscription) is { } due)
            {
                yield return (due, step.Run);
            }
        }

        if (UpcomingInvoices.AnnouncementOf(subscription, upcomingDays) is { } announcement)
        {
            yield return (announcement, UpcomingInvoices.Announce);
        }
    }

    private static bool IsOver(StripeDocument subscription) => subscription.Status is "canceled" or "incomplete_expired";

    private static DueMoment? EndOf(StripeDocument subscription) =>
        subscription.Number("cancel_at") is { } at ? new DueMoment(at, "A subscription ends") : null;

    private static DueMoment? TrialEndOf(StripeDocument subscription) => subscription.Status == "trialing"
        ? new DueMoment(Subscriptions.PeriodOf(subscription).End, "A trial ends")
        : null;

    private static DueMoment? PeriodEndOf(StripeDocument subscription) => subscription.Status is "active" or "past_due" or "unpaid"
        ? new DueMoment(Subscriptions.PeriodOf(subscription).End, "A subscription renews")
        : null;

    private static DueMoment? GivenUp(StripeDocument subscription) => subscription.Status == "incomplete"
        ? new DueMoment(subscription.Number("created")!.Value + SecondsToBegin, "A subscription is given up that was not paid")
        : null;

    private static void GiveUp(UnitOfWork work, StripeDocument subscription)
    {
        subscription.Json["ended_at"] = work.Now;
        SubscriptionPayments.SetStatus(work, subscription, "incomplete_expired");
        if (subscription.Text("latest_invoice") is { } id && work.Referenced("invoice", id) is { Status: "open" } invoice)
        {
            InvoiceVoid.Void(work, invoice);
        }
    }
}
