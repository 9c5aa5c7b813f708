using Billing.Domain.Snapshots;

namespace Billing.UnitTests.Domain;

/// <summary>What the simulated object can be: some content, and a rank in its life that never falls.</summary>
internal sealed record ObjectState(int Content, int Rank);

/// <summary>
/// One object at Stripe, its events on their way, and the workers that bring our row in line, all interleaved as a list of
/// numbers says. Stripe's clock runs in tenths of a second; events and answers carry whole seconds of it, as the real ones do.
/// </summary>
internal sealed class MirrorSimulation(bool onTestClock = false)
{
    private const int HighestRank = 2;
    private static readonly DateTime Epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<Event> _events = [];
    private readonly List<Worker> _workers = [];
    private ObjectState _stripe = new(0, 0);
    private DateTime _now = Epoch;

    /// <summary>The state at Stripe.</summary>
    public ObjectState Stripe => _stripe;

    /// <summary>The state that the row mirrors; null while there is no row.</summary>
    public ObjectState? Mirrored => Row?.State;

    private Mirror? Row { get; set; }

    private int RowVersion { get; set; }

    /// <summary>Lets things happen as the numbers say, then delivers what is still under way.</summary>
    public void Run(IEnumerable<int> choices, bool lastEventIsLost)
    {
        Change(1);
        foreach (int choice in choices)
        {
            Act(choice % 8, choice / 8);
        }

        Event last = _events[^1];
        last.IsLost = lastEventIsLost;
        foreach (Event e in _events.Where(e => !e.IsLost && (!e.IsDelivered || e == last)).Reverse().ToList())
        {
            _workers.Add(new Worker(e));
        }

        Finish();
        if (lastEventIsLost)
        {
            _workers.Add(new Worker(null));
            Finish();
        }
    }

    private void Act(int action, int choice)
    {
        switch (action)
        {
            case 0:
                Change(choice);
                break;
            case 1:
                _now = _now.AddMilliseconds(100 * (1 + (choice % 15)));
                break;
            case 2 or 3:
                Deliver(_events[choice % _events.Count]);
                break;
            case 4:
                _events[choice % _events.Count].IsLost = true;
                break;
            default:
                Progress(choice);
                break;
        }
    }

    /// <summary>Something happens at Stripe: the object changes and an event carries it as it is now.</summary>
    private void Change(int choice)
    {
        int rank = choice % 7 == 6 ? Math.Min(_stripe.Rank + 1, HighestRank) : _stripe.Rank;
        _stripe = new ObjectState(choice % 3, rank);
        _events.Add(new Event(_stripe, onTestClock ? Epoch.AddYears(choice % 5) : WholeSecond(_now)));
    }

    private void Deliver(Event e)
    {
        if (!e.IsLost)
        {
            e.IsDelivered = true;
            _workers.Add(new Worker(e));
        }
    }

    private void Progress(int choice)
    {
        if (_workers.Count > 0)
        {
            Worker worker = _workers[choice % _workers.Count];
            if (Step(worker, choice))
            {
                _workers.Remove(worker);
            }
        }
    }

    private void Finish()
    {
        for (int i = 0; _workers.Count > 0; i++)
        {
            Progress(i);
        }
    }

    /// <summary>One step of a worker: read and decide; or one leg of a request to Stripe; or commit. True when it is done.</summary>
    private bool Step(Worker worker, int choice)
    {
        switch (worker.Phase)
        {
            case Phase.Read:
                return ReadAndDecide(worker);
            case Phase.Asking:
                worker.Answer = _stripe;
                worker.AnsweredAt = _now;
                worker.Phase = Phase.Answered;
                return false;
            case Phase.Answered:
                // The answer is dated somewhere between the reading and its arrival.
                TimeSpan way = _now - worker.AnsweredAt;
                DateTime date = WholeSecond(worker.AnsweredAt + (way * (choice % 4 / 3.0)));
                worker.Seen = SeenInterval.Fetched(worker.ReadSeen, worker.Event?.Created, date, _now - worker.AskedAt);
                worker.Phase = Phase.Commit;
                return false;
            default:
                return Commit(worker);
        }
    }

    private bool ReadAndDecide(Worker worker)
    {
        worker.ReadVersion = RowVersion;
        worker.ReadSeen = Row?.Seen;
        switch (worker.Event is { } e ? SnapshotRule.Decide(Row?.Seen, FactsOf(e)) : SnapshotDecision.Fetch)
        {
            case SnapshotDecision.Superseded:
                return true;
            case SnapshotDecision.Confirm:
                worker.Answer = null;
                worker.Phase = Phase.Commit;
                return false;
            case SnapshotDecision.ApplyPayload:
                worker.Answer = worker.Event!.Payload;
                worker.Seen = SeenInterval.At(worker.Event.Created);
                worker.Phase = Phase.Commit;
                return false;
            default:
                worker.AskedAt = _now;
                worker.Phase = Phase.Asking;
                return false;
        }
    }

    private PayloadFacts FactsOf(Event e) =>
        new(e.Created, Row?.OrderOf(e.Payload) ?? LifecycleOrder.Unknown, onTestClock, IsOfAnotherReleaseTrain: false);

    /// <summary>Commits unless somebody else changed the row since it was read; then the worker begins again.</summary>
    private bool Commit(Worker worker)
    {
        if (worker.ReadVersion != RowVersion)
        {
            worker.Phase = Phase.Read;
            return false;
        }

        if (worker.Answer is { } answer)
        {
            Row ??= new Mirror();
            Row.Apply(answer, worker.Seen);
        }

        RowVersion++;
        return true;
    }

    private static DateTime WholeSecond(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private enum Phase
    {
        Read,
        Asking,
        Answered,
        Commit,
    }

    private sealed class Event(ObjectState payload, DateTime created)
    {
        public ObjectState Payload { get; } = payload;

        public DateTime Created { get; } = created;

        public bool IsDelivered { get; set; }

        public bool IsLost { get; set; }
    }

    /// <summary>Brings the row in line for one event, or for nobody (a sync).</summary>
    private sealed class Worker(Event? e)
    {
        public Event? Event { get; } = e;

        public Phase Phase { get; set; }

        public int ReadVersion { get; set; }

        public SeenInterval? ReadSeen { get; set; }

        public DateTime AskedAt { get; set; }

        public DateTime AnsweredAt { get; set; }

        /// <summary>What is to be applied; null when the row is only confirmed.</summary>
        public ObjectState? Answer { get; set; }

        public SeenInterval Seen { get; set; }
    }

    private sealed class Mirror : MirroredObject
    {
        public ObjectState? State { get; private set; }

        public LifecycleOrder OrderOf(ObjectState payload) => OrderByRank(State!.Rank, payload.Rank, payload == State);

        public void Apply(ObjectState state, SeenInterval seen)
        {
            State = state;
            Observe(seen);
        }
    }
}
