namespace Billing.Domain.Snapshots;

/// <summary>A row that mirrors one Stripe object and remembers when that object was as the row says.</summary>
public abstract class MirroredObject
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Start of the interval in which the row's state was Stripe's (UTC, Stripe's clock); null when Stripe never told.</summary>
    public DateTime? SeenFrom { get; private set; }

    /// <summary>End of the interval in which the row's state was Stripe's (UTC, Stripe's clock); null when Stripe never told.</summary>
    public DateTime? SeenTo { get; private set; }

    /// <summary>Counts the changes of the row; a writer that read another number loses and starts again.</summary>
    public int Version { get; private set; }

    /// <summary>When the row last changed (UTC, our clock).</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>What is known of the object's time; null when Stripe never told.</summary>
    public SeenInterval? Seen => SeenFrom is { } from && SeenTo is { } to ? new SeenInterval(from, to) : null;

    /// <summary>
    /// Counts a change though nothing changes: an event told the state that the row has already, so whoever read the row before
    /// this and has asked Stripe since may hold an answer that is older than the event, and must ask again.
    /// </summary>
    public void Confirm() => Version++;

    /// <summary>Records when the state that is being applied was Stripe's.</summary>
    protected void Observe(SeenInterval seen)
    {
        SeenFrom = seen.From;
        SeenTo = seen.To;
    }

    /// <summary>Orders two states by rank, for objects whose rank never falls.</summary>
    protected static LifecycleOrder OrderByRank(int stored, int payload, bool same) => payload.CompareTo(stored) switch
    {
        > 0 => LifecycleOrder.Later,
        < 0 => LifecycleOrder.Earlier,
        _ => same ? LifecycleOrder.Same : LifecycleOrder.Unknown,
    };
}
