using Billing.Domain.Snapshots;

namespace Billing.Domain.Invoices;

/// <summary>Stripe's statuses of an invoice (https://docs.stripe.com/invoicing/overview#invoice-statuses).</summary>
public enum InvoiceStatus
{
    /// <summary>Can still be changed.</summary>
    Draft,

    /// <summary>Waits for payment.</summary>
    Open,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Given up, though owed.</summary>
    Uncollectible,

    /// <summary>Taken back.</summary>
    Void,
}

/// <summary>What Stripe said of an invoice.</summary>
public sealed record InvoiceSnapshot : StripeSnapshot
{
    /// <summary>Stripe's status.</summary>
    public required InvoiceStatus Status { get; init; }

    /// <summary>The number on the invoice; null while it is a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Stripe's id of the subscription it is for; null for none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of the lines before discounts and tax, in minor units.</summary>
    public long SubtotalCents { get; init; }

    /// <summary>What discounts took off, in minor units.</summary>
    public long DiscountCents { get; init; }

    /// <summary>The taxes, in minor units, whether added to the lines or contained in them.</summary>
    public long TaxCents { get; init; }

    /// <summary>The total after discounts and tax, in minor units.</summary>
    public required long TotalCents { get; init; }

    /// <summary>What is to be paid, in minor units.</summary>
    public required long AmountDueCents { get; init; }

    /// <summary>What was paid, in minor units.</summary>
    public required long AmountPaidCents { get; init; }

    /// <summary>What it is for: its own description, else that of its first line that is no credit.</summary>
    public string? Description { get; init; }

    /// <summary>Stripe's page on which it can be seen and paid; null while it is a draft.</summary>
    public string? HostedInvoiceUrl { get; init; }

    /// <summary>Stripe's PDF; null while it is a draft.</summary>
    public string? InvoicePdf { get; init; }

    /// <summary>When it was paid; null until then.</summary>
    public DateTime? PaidAt { get; init; }

    /// <summary>When Stripe tries to collect it next; null when it does not.</summary>
    public DateTime? NextPaymentAttempt { get; init; }

    /// <summary>What it was made for in Stripe's words, <c>subscription_cycle</c> for example.</summary>
    public string? BillingReason { get; init; }

    /// <summary>How often Stripe has tried to collect it; never falls.</summary>
    public long AttemptCount { get; init; }
}
