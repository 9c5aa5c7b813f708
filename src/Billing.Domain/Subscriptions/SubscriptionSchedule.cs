using Billing.Domain.Snapshots;

namespace Billing.Domain.Subscriptions;

/// <summary>A plan of a subscription's changes as Stripe has it.</summary>
public sealed class SubscriptionSchedule : MirroredObject
{
    private SubscriptionSchedule()
    {
    }

    /// <summary>The user whose subscription it is.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the schedule.</summary>
    public required string StripeScheduleId { get; init; }

    /// <summary>Stripe's id of the subscription it plans for, or planned for.</summary>
    public string? StripeSubscriptionId { get; private set; }

    /// <summary>It no longer plans anything.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The change that comes next; null for none.</summary>
    public PlannedPhase? Next { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>A schedule that is new here.</summary>
    public static SubscriptionSchedule From(Guid userId, SubscriptionScheduleSnapshot snapshot, SeenInterval seen)
    {
        var schedule = new SubscriptionSchedule { UserId = userId, StripeScheduleId = snapshot.Id, CreatedAt = snapshot.CreatedAt };
        schedule.Apply(snapshot, seen);
        return schedule;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(SubscriptionScheduleSnapshot s) =>
        OrderByRank(IsOver ? 1 : 0, s.IsOver ? 1 : 0, s.SubscriptionId == StripeSubscriptionId && s.Next == Next);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(SubscriptionScheduleSnapshot s, SeenInterval seen)
    {
        StripeSubscriptionId = s.SubscriptionId ?? StripeSubscriptionId;
        IsOver = s.IsOver;
        Next = s.Next;
        Observe(seen);
    }

    /// <summary>Stripe no longer has it: it plans nothing.</summary>
    public void Close(SeenInterval seen)
    {
        IsOver = true;
        Next = null;
        Observe(seen);
    }
}
