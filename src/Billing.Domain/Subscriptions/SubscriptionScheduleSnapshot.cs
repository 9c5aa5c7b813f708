using Billing.Domain.Snapshots;

namespace Billing.Domain.Subscriptions;

/// <summary>What Stripe said of a schedule that plans the changes of a subscription.</summary>
public sealed record SubscriptionScheduleSnapshot : StripeSnapshot
{
    /// <summary>It no longer plans anything: released, completed or canceled; never left again.</summary>
    public required bool IsOver { get; init; }

    /// <summary>Stripe's id of the subscription it plans for, or planned for; null when it has made none yet.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The change that comes next; null for none.</summary>
    public PlannedPhase? Next { get; init; }
}

/// <summary>What a subscription is going to be.</summary>
/// <param name="PriceId">Stripe's id of the price then.</param>
/// <param name="Quantity">Units of the price then.</param>
/// <param name="StartsAt">From when on (UTC).</param>
public sealed record PlannedPhase(string PriceId, long Quantity, DateTime StartsAt);
