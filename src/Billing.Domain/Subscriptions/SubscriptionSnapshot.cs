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

    /// <summary>Stripe's id of its first item, by which the price is changed.</summary>
    public string? ItemId { get; init; }

    /// <summary>Stripe's id of its latest invoice.</summary>
    public string? LatestInvoiceId { get; init; }

    /// <summary>Stripe's id of the schedule that plans its changes; null for none.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>Its invoices are not collected.</summary>
    public bool CollectionPaused { get; init; }

    /// <summary>When they are collected again; null: not foreseen.</summary>
    public DateTime? CollectionResumesAt { get; init; }

    /// <summary>A change that waits for its payment; null for none.</summary>
    public PendingUpdate? PendingUpdate { get; init; }

    /// <summary>Stripe's id of its first discount; null for none.</summary>
    public string? DiscountId { get; init; }

    /// <summary>The discount itself, which only an answer for which it was expanded tells.</summary>
    public Discount? Discount { get; init; }
}
