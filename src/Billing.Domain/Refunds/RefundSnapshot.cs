using Billing.Domain.Snapshots;

namespace Billing.Domain.Refunds;

/// <summary>What Stripe said of a refund.</summary>
public sealed record RefundSnapshot : StripeSnapshot
{
    /// <summary>Stripe's id of the charge; null for money that went back without one.</summary>
    public string? ChargeId { get; init; }

    /// <summary>Stripe's id of the intent; null for a charge that was made without one.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>Stripe's status.</summary>
    public required RefundStatus Status { get; init; }

    /// <summary>The amount, in minor units.</summary>
    public required long AmountCents { get; init; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Stripe's word for the reason; null when none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Stripe's word for why it failed or was canceled; null when it was not.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Our id of it, as written into its metadata when it was ordered here; null for one made elsewhere.</summary>
    public Guid? MetadataRefundId { get; init; }
}
