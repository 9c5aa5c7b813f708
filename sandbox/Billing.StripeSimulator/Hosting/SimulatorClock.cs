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

    internal SimulatorClock(TimeProvider wallClock, SimulatorStore store)
    {
        this.wallClock = wallClock;
        this.store = store;
        (offset, latest) = store.Run(() => (
            TimeSpan.FromMilliseconds(long.Parse(store.Settings.Find(OffsetSetting) ?? "0", CultureInfo.InvariantCulture)),
            DateTimeOffset.FromUnixTimeSeconds(store.Documents.NewestCreated())));
    }

    /// <summary>Raised after the clock was moved forward.</summary>
    internal event Action? Advanced;

    /// <summary>The current moment in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (gate)
            {
                var now = wallClock.GetUtcNow() + offset;
                latest = now > latest ? now : latest;
                return latest;
            }
        }
    }

    /// <summary>Moves the clock forward for good.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative: time does not go back.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        store.Run(() =>
        {
            var moved = offset + by;
            store.Settings.Save(OffsetSetting, ((long)moved.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
            lock (gate)
            {
                offset = moved;
            }
        });
        Advanced?.Invoke();
    }
}
