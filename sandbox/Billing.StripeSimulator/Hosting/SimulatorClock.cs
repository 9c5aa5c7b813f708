using System.Globalization;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator;

/// <summary>
/// The simulator's time: wall time plus an offset that only grows and survives a restart. Every <c>created</c>, every
/// period and the Date header come from it, and it never goes back, even when the machine's clock does. Only the
/// timestamp inside a webhook's signature is wall time, because receivers compare it with theirs.
/// </summary>
public sealed class SimulatorClock
{
    private const string OffsetSetting = "clock_offset_ms";

    private readonly TimeProvider wallClock;
    private readonly SimulatorStore store;
    private readonly Lock gate = new();
    private TimeSpan offset;
    private DateTimeOffset latest;
    private bool isHeld;
    private Action<DateTimeOffset>? move;

    internal SimulatorClock(TimeProvider wallClock, SimulatorStore store)
    {
        this.wallClock = wallClock;
        this.store = store;
        (offset, latest) = store.Run(() => (
            TimeSpan.FromMilliseconds(long.Parse(store.Settings.Find(OffsetSetting) ?? "0", CultureInfo.InvariantCulture)),
            DateTimeOffset.FromUnixTimeSeconds(store.Documents.NewestCreated())));
    }

    /// <summary>Raised after the clock was moved forward.</summary>
    internal event Action? Moved;

    /// <summary>The current moment in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (gate)
            {
                return Now();
            }
        }
    }

    /// <summary>Moves the clock forward for good. When this returns, everything has happened that was due until then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative: time does not go back.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        (move ?? throw new InvalidOperationException("The clock cannot be moved before the simulator runs."))(UtcNow + by);
    }

    /// <summary>Sets what lets things happen on the way when the clock is moved.</summary>
    internal void MoveWith(Action<DateTimeOffset> advance) => move = advance;

    /// <summary>Stops the clock, so that the way through time is the only thing that moves it.</summary>
    internal void Hold()
    {
        lock (gate)
        {
            Now();
            isHeld = true;
        }
    }

    /// <summary>Sets the stopped clock forward.</summary>
    internal void HoldAt(DateTimeOffset at)
    {
        lock (gate)
        {
            latest = at > latest ? at : latest;
        }
    }

    /// <summary>Lets the clock run on from where it stands. To be called inside a transaction, which keeps the offset.</summary>
    internal void Release()
    {
        lock (gate)
        {
            var moved = latest - wallClock.GetUtcNow();
            offset = moved > offset ? moved : offset;
            isHeld = false;
            store.Settings.Save(OffsetSetting, ((long)offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        }

        Moved?.Invoke();
    }

    private DateTimeOffset Now()
    {
        if (!isHeld)
        {
            var now = wallClock.GetUtcNow() + offset;
            latest = now > latest ? now : latest;
        }

        return latest;
    }
}
