using Billing.Domain.Snapshots;

namespace Billing.Domain.Refunds;

/// <summary>Money that went back, as Stripe has it.</summary>
public sealed class Refund : MirroredObject
{
    private Refund()
    {
    }

    /// <summary>The user it went back to.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the refund.</summary>
    public required string StripeRefundId { get; init; }

    /// <summary>Stripe's id of the charge.</summary>
    public string? StripeChargeId { get; private set; }

    /// <summary>Stripe's id of the intent.</summary>
    public string? StripePaymentIntentId { get; private set; }

    /// <summary>The amount, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Stripe's status: pending, requires_action, succeeded, failed or canceled.</summary>
    public string Status { get; private set; } = "";

    /// <summary>Stripe's reason: duplicate, fraudulent or requested_by_customer; null for none given.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }
}
