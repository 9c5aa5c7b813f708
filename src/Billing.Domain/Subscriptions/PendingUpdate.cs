namespace Billing.Domain.Subscriptions;

/// <summary>A change that Stripe makes as soon as its invoice is paid, and gives up when it is not.</summary>
/// <param name="PriceId">Stripe's id of the price then.</param>
/// <param name="Quantity">Units of the price then.</param>
/// <param name="ExpiresAt">When it is given up (UTC).</param>
public sealed record PendingUpdate(string PriceId, long Quantity, DateTime ExpiresAt);
