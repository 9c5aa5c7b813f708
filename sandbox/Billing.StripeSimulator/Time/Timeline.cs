using System.Globalization;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Time;

/// <summary>
/// Walks through what is planned in the order of time: each thing at its own moment and in a transaction of its own. A walk
/// whose process was killed goes on after the next start.
/// </summary>
internal sealed class Timeline : IDisposable
{
    private const string TargetSetting = "clock_target_ms";

    // A delay that answers and events cannot show, because both tell seconds.
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TaskCompletionSource caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SimulatorStore store;
    private readonly UnitOfWorkRunner runner;
    private readonly SimulatorClock clock;
    private readonly SimulatorOptions options;

    /// <summary>Takes the moving of the clock on.</summary>
    public Timeline(SimulatorStore store, UnitOfWorkRunner runner, SimulatorClock clock, SimulatorOptions options)
    {
        this.store = store;
        this.runner = runner;
        this.clock = clock;
        this.options = options;
        clock.MoveWith(to => Advance(to));
    }

    /// <summary>Completes once everything has happened that was due while the simulator did not run.</summary>
    public Task CaughtUp => caughtUp.Task;

    /// <summary>The next thing that is planned on the common clock; null when nothing is.</summary>
    public AgendaEntry? Next() => store.Run(() => store.Agenda.Next(AgendaTable.CommonClock));

    /// <summary>
    /// Moves the common clock forward for good, unless it is there already: it does not go back. Everything that is due until then
    /// has happened when this returns.
    /// </summary>
    /// <returns>How many events it made.</returns>
    public long Advance(DateTimeOffset to)
    {
        turn.Wait();
        try
        {
            return MoveTo(to);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What the start has to do: goes on with a walk that was broken off, and makes up for what was due meanwhile.</summary>
    public void CatchUp()
    {
        Agenda.PlanAll(store, options);
        if (store.Run(() => store.Settings.Find(TargetSetting)) is { } target)
        {
            MoveTo(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(target, CultureInfo.InvariantCulture)));
        }

        Walk(AgendaTable.CommonClock, clock.UtcNow.ToUnixTimeSeconds(), _ => { });
        caughtUp.SetResult();
    }

    /// <summary>Does what has become due by the passing of time. Returns when the next thing is due; null when nothing is planned.</summary>
    public DateTimeOffset? RunDue()
    {
        turn.Wait();
        try
        {
            AdvanceTestClocks();
            while (Next() is { } entry)
            {
                var at = DateTimeOffset.FromUnixTimeSeconds(entry.At);
                if (at > clock.UtcNow)
                {
                    return at;
                }

                // What comes late counts as done now: nobody who asked meanwhile was told of it.
                Run(entry, clock.UtcNow - at < Punctual ? at : clock.UtcNow);
            }

            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets everything happen on a clock that is due until a moment (Stripe's seconds), in its order.</summary>
    public void Walk(string clockName, long until, Action<DateTimeOffset> arrive)
    {
        var latest = 0L;
        while (store.Run(() => store.Agenda.Next(clockName)) is { } entry && entry.At <= until)
        {
            latest = Math.Max(latest, entry.At);
            var at = DateTimeOffset.FromUnixTimeSeconds(latest);
            arrive(at);
            Run(entry, at, clockName != AgendaTable.CommonClock);
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private long MoveTo(DateTimeOffset to)
    {
        var before = store.Run(() =>
        {
            store.Settings.Save(TargetSetting, to.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            return store.Documents.Count("event");
        });
        clock.Hold();
        try
        {
            Walk(AgendaTable.CommonClock, to.ToUnixTimeSeconds(), clock.HoldAt);
            clock.HoldAt(to);
        }
        finally
        {
            store.Run(() =>
            {
                store.Settings.Remove(TargetSetting);
                clock.Release();
            });
        }

        return store.Run(() => store.Documents.Count("event")) - before;
    }

    /// <summary>Lets the test clocks arrive that are on their way.</summary>
    private void AdvanceTestClocks()
    {
        foreach (var clock in store.Run(() => store.Documents.All(new DocumentQuery(TestClocks.Kind).Where("status", "advancing"))))
        {
            Walk(clock.Id, TestClocks.TargetOf(clock), _ => { });
            runner.Run(null, work => TestClocks.Arrive(work, work.Referenced(TestClocks.Kind, clock.Id)));
        }
    }

    private void Run(AgendaEntry entry, DateTimeOffset at, bool isTestClock = false) => runner.Run(
        null,
        work =>
        {
            if (isTestClock)
            {
                work.SetTestClock(at.ToUnixTimeSeconds());
            }

            var document = work.Referenced(entry.Kind, entry.Id);
            Agenda.Run(work, document);
            if (work.Store.Agenda.Find(entry.Id) == entry)
            {
                throw new InvalidOperationException($"The {entry.Kind} {entry.Id} did not go on at {entry.At}: {entry.What}.");
            }

            return true;
        },
        isTestClock ? null : at);
}
