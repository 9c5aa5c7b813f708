using Billing.Domain.Snapshots;

namespace Billing.Domain.Disputes;

/// <summary>Stripe's statuses of a dispute (https://docs.stripe.com/api/disputes/object#dispute_object-status).</summary>
public enum DisputeStatus
{
    /// <summary>The bank asks, and has taken nothing; an answer is awaited.</summary>
    WarningNeedsResponse,

    /// <summary>The bank asks, and has the answer.</summary>
    WarningUnderReview,

    /// <summary>The bank asked, and that was all.</summary>
    WarningClosed,

    /// <summary>The bank has taken the money back; an answer is awaited.</summary>
    NeedsResponse,

    /// <summary>The bank has the answer.</summary>
    UnderReview,

    /// <summary>The bank gave the money back to the seller.</summary>
    Won,

    /// <summary>The money stays with the payer.</summary>
    Lost,

    /// <summary>Settled by a refund before it became a dispute.</summary>
    Prevented,
}

/// <summary>What Stripe said of a dispute. It names no customer.</summary>
public sealed record DisputeSnapshot : StripeSnapshot
{
    /// <summary>Stripe's id of the charge.</summary>
    public required string ChargeId { get; init; }

    /// <summary>Stripe's id of the intent; null for a charge that was made without one.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>Stripe's status.</summary>
    public required DisputeStatus Status { get; init; }

    /// <summary>The amount in question, in minor units.</summary>
    public required long AmountCents { get; init; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The bank's reason in Stripe's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when evidence is taken; null when none is awaited.</summary>
    public DateTime? EvidenceDueBy { get; init; }
}
