using Billing.Domain.Snapshots;

namespace Billing.Domain.Customers;

/// <summary>What Stripe said of a customer.</summary>
public sealed record CustomerSnapshot : StripeSnapshot
{
    /// <summary>The address Stripe sends receipts to.</summary>
    public string? Email { get; init; }

    /// <summary>The name on invoices.</summary>
    public string? Name { get; init; }

    /// <summary>The customer was deleted; Stripe answers with a stub.</summary>
    public bool IsDeleted { get; init; }
}
