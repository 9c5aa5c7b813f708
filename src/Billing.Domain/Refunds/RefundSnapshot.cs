using Billing.Domain.Snapshots;

namespace Billing.Domain.Refunds;

/// <summary>What Stripe said of a refund.</summary>
public sealed record RefundSnapshot : StripeSnapshot
{
    /// <summary>Stripe's id of the charge; null for money that went back without one.</summary>
    public string? ChargeId { get; init; }
}
