using Billing.Domain.Snapshots;

namespace Billing.Domain.Disputes;

/// <summary>A payment that the bank questions, as Stripe has it.</summary>
public sealed class Dispute : MirroredObject
{
    private Dispute()
    {
    }

    /// <summary>The user whose payment it is.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the dispute.</summary>
    public required string StripeDisputeId { get; init; }

    /// <summary>Stripe's id of the charge.</summary>
    public string? StripeChargeId { get; private set; }

    /// <summary>Stripe's id of the intent.</summary>
    public string? StripePaymentIntentId { get; private set; }

    /// <summary>The amount, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Stripe's status, <c>needs_response</c> or <c>lost</c> for example.</summary>
    public string Status { get; private set; } = "";

    /// <summary>The bank's reason in Stripe's words.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }
}
