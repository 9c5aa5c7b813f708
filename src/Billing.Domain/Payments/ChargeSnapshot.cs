using Billing.Domain.Snapshots;

namespace Billing.Domain.Payments;

/// <summary>What Stripe said of a charge: one attempt to take the money of an intent.</summary>
public sealed record ChargeSnapshot : StripeSnapshot
{
    /// <summary>Stripe's id of the intent; null for a charge that was made without one.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>Stripe's status.</summary>
    public required ChargeStatus Status { get; init; }

    /// <summary>The amount, in minor units.</summary>
    public required long AmountCents { get; init; }

    /// <summary>What was paid back so far, in minor units; falls when a refund fails.</summary>
    public required long AmountRefundedCents { get; init; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The card's brand, or the kind of payment method.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The last four digits of the card or account.</summary>
    public string? PaymentMethodLast4 { get; init; }

    /// <summary>The first moment (UTC) at which the card is no longer good; null for what is no card.</summary>
    public DateTime? CardExpiresAt { get; init; }

    /// <summary>Why it failed, in words for the customer; null when it did not.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>Stripe's receipt page; null before it succeeded.</summary>
    public string? ReceiptUrl { get; init; }
}
