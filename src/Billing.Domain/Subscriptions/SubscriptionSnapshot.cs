using Billing.Domain.Snapshots;

namespace Billing.Domain.Subscriptions;

/// <summary>What Stripe said of a subscription; price, quantity and period are those of its first item.</summary>
public sealed record SubscriptionSnapshot : StripeSnapshot
{
    /// <summary>Stripe's status.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Stripe's id of the price.</summary>
    public required string PriceId { get; init; }

    /// <summary>Units of the price.</summary>
    public required long Quantity { get; init; }

    /// <summary>Start of the period that is paid or being paid.</summary>
    public required DateTime CurrentPeriodStart { get; init; }

    /// <summary>End of the period that is paid or being paid.</summary>
    public required DateTime CurrentPeriodEnd { get; init; }

    /// <summary>It ends when the period does.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>The moment at which it is going to end; null for none.</summary>
    public DateTime? CancelAt { get; init; }

    /// <summary>When somebody asked for its end; null for never.</summary>
    public DateTime? CanceledAt { get; init; }

    /// <summary>When it ended; null while it lives.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>End of its trial; null without one.</summary>
    public DateTime? TrialEnd { get; init; }
}
