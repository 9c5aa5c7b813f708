namespace Billing.Domain.Subscriptions;

/// <summary>
/// Whether a subscription lets its user in: while it is paid or in its trial, until the moment at which it is going to end, and for
/// some days after a renewal that could not be paid. While payments are not collected, the last period that was paid counts. Money that is
/// owed otherwise, or a pause after an unpaid trial, gives nothing.
/// </summary>
/// <param name="HasAccess">What the plan entitles to can be used now.</param>
/// <param name="IsInGrace">The latest payment failed, and the user is still let in.</param>
/// <param name="Until">When access ends as things stand (UTC); null when that is not foreseen, or there is none.</param>
public readonly record struct SubscriptionAccess(bool HasAccess, bool IsInGrace, DateTime? Until)
{
    private static readonly SubscriptionAccess None = new(HasAccess: false, IsInGrace: false, Until: null);

    /// <summary>The access that a subscription gives.</summary>
    /// <param name="s">The subscription.</param>
    /// <param name="now">Now, by Stripe's clock (UTC).</param>
    /// <param name="graceDays">For how many days after a failed payment access is kept; 0 for none.</param>
    public static SubscriptionAccess Of(UserSubscription s, DateTime now, int graceDays) => s.Status switch
    {
        SubscriptionStatus.Trialing or SubscriptionStatus.Active => LetIn(Earlier(s.EndsAt, s.PaidUntil), isInGrace: false, now),
        SubscriptionStatus.PastDue => LetIn(Earlier(Earlier(s.EndsAt, s.PaidUntil), EndOfGrace(s, graceDays)), isInGrace: true, now),
        SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired or SubscriptionStatus.Canceled
            or SubscriptionStatus.Unpaid or SubscriptionStatus.Paused => None,
    };

    /// <summary>The end is not waited for: what Stripe says of it may come late.</summary>
    private static SubscriptionAccess LetIn(DateTime? end, bool isInGrace, DateTime now) =>
        end <= now ? None : new SubscriptionAccess(HasAccess: true, isInGrace, end);

    /// <summary>Where nobody saw the payment fail, it was that of the period.</summary>
    private static DateTime EndOfGrace(UserSubscription s, int graceDays) => (s.PastDueSince ?? s.CurrentPeriodStart).AddDays(graceDays);

    private static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;
}
