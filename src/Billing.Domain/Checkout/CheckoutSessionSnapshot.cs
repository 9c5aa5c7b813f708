using Billing.Domain.Snapshots;

namespace Billing.Domain.Checkout;

/// <summary>What Stripe said of a Checkout session.</summary>
public sealed record CheckoutSessionSnapshot : StripeSnapshot
{
    /// <summary>Stripe's status: open, complete or expired.</summary>
    public required CheckoutSessionStatus Status { get; init; }

    /// <summary>The hosted page; null once it is over.</summary>
    public string? Url { get; init; }

    /// <summary>When it expires by itself.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>Stripe's id of the subscription it made; null until then.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Stripe's id of the invoice it made; null until then.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>Stripe's id of the intent it made, in payment mode; null until then.</summary>
    public string? PaymentIntentId { get; init; }
}
