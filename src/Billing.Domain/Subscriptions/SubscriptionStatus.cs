namespace Billing.Domain.Subscriptions;

/// <summary>Stripe's statuses of a subscription (https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses).</summary>
public enum SubscriptionStatus
{
    /// <summary>The first payment has not succeeded yet.</summary>
    Incomplete,

    /// <summary>The first payment did not succeed in time; terminal.</summary>
    IncompleteExpired,

    /// <summary>In its trial.</summary>
    Trialing,

    /// <summary>Paid up.</summary>
    Active,

    /// <summary>The latest invoice is open; Stripe tries again.</summary>
    PastDue,

    /// <summary>Ended; terminal.</summary>
    Canceled,

    /// <summary>Stripe stopped trying; invoices stay open.</summary>
    Unpaid,

    /// <summary>The trial ended without a payment method.</summary>
    Paused,
}

/// <summary>What a status means for us.</summary>
public static class SubscriptionStatusRules
{
    /// <summary>Counts as a subscription the user has: a second one would be a duplicate.</summary>
    public static bool IsLive(this SubscriptionStatus status) => status.CurrentRank() is not null;

    /// <summary>Never left again.</summary>
    public static bool IsTerminal(this SubscriptionStatus status) =>
        status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;

    /// <summary>
    /// The rank in the choice of the one subscription that counts, smallest first; null for one that cannot be it.
    /// </summary>
    public static int? CurrentRank(this SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing => 0,
        SubscriptionStatus.PastDue => 1,
        SubscriptionStatus.Unpaid => 2,
        SubscriptionStatus.Paused => 3,
        SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired or SubscriptionStatus.Canceled => null,
    };

    /// <summary>The place in the life of a subscription, which never goes back: incomplete, then live, then ended.</summary>
    internal static int LifecycleRank(this SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Incomplete => 0,
        SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => 2,
        SubscriptionStatus.Trialing or SubscriptionStatus.Active or SubscriptionStatus.PastDue
            or SubscriptionStatus.Unpaid or SubscriptionStatus.Paused => 1,
    };
}
