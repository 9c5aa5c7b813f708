using Billing.Domain.Snapshots;

namespace Billing.Domain.Payments;

/// <summary>What Stripe said of a payment intent.</summary>
public sealed record PaymentIntentSnapshot : StripeSnapshot
{
    /// <summary>Stripe's status.</summary>
    public required PaymentIntentStatus Status { get; init; }

    /// <summary>The amount asked for, in minor units.</summary>
    public required long AmountCents { get; init; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The sentence that was given with it.</summary>
    public string? Description { get; init; }

    /// <summary>Why the latest attempt failed, in words for the customer; null when none did.</summary>
    public string? LastError { get; init; }

    /// <summary>The key/value pairs that were given with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The secret with which the browser confirms it. Given to the payer only, never stored or logged.</summary>
    public string? ClientSecret { get; init; }
}
