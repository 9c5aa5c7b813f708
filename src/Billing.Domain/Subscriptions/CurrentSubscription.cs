namespace Billing.Domain.Subscriptions;

/// <summary>The choice of the one subscription of a user that counts.</summary>
public static class CurrentSubscription
{
    /// <summary>
    /// Active or trialing before past due before unpaid before paused, then the oldest; null when none lives.
    /// Stripe ids break a tie, so that every process chooses the same.
    /// </summary>
    public static UserSubscription? Choose(IEnumerable<UserSubscription> subscriptions) => subscriptions
        .Where(s => s.Status.IsLive())
        .OrderBy(s => s.Status.CurrentRank())
        .ThenBy(s => s.CreatedAt)
        .ThenBy(s => s.StripeSubscriptionId, StringComparer.Ordinal)
        .FirstOrDefault();
}
