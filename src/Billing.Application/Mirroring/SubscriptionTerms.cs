using Billing.Domain.Subscriptions;

namespace Billing.Application.Mirroring;

/// <summary>What of a subscription its user is told about when it changes.</summary>
/// <param name="Status">Stripe's status.</param>
/// <param name="PriceId">Stripe's id of the price.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="EndsAt">When it is going to end (UTC); null for no end.</param>
/// <param name="IsDuplicate">It lives beside the one that counts.</param>
public readonly record struct SubscriptionTerms(SubscriptionStatus Status, string PriceId, long Quantity, DateTime? EndsAt, bool IsDuplicate)
{
    /// <summary>The terms of a subscription as they are now.</summary>
    public static SubscriptionTerms Of(UserSubscription s) => new(s.Status, s.StripePriceId, s.Quantity, s.EndsAt, s.DuplicateOf is not null);
}
