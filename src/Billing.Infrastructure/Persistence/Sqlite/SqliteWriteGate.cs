using System.Diagnostics;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>Who goes first when several want to write.</summary>
public enum WritePriority
{
    /// <summary>The inbox: a request of Stripe's waits for it.</summary>
    Inbox,

    /// <summary>Everybody else.</summary>
    Ordinary,
}

/// <summary>
/// Lets one writer of this process at a time to the SQLite database. SQLite has a single writer anyway, but lets the others poll
/// for it in steps of 150 ms; here they queue and are woken at once. Nothing but the database is awaited while it is held. Other
/// processes are kept out by SQLite's own lock.
/// </summary>
public sealed class SqliteWriteGate
{
    /// <summary>So many entries of the inbox in a row, then one of somebody else who waits: a burst must not stop the work on it.</summary>
    private const int InboxEntriesInARow = 4;

    private readonly Lock _sync = new();
    private readonly LinkedList<TaskCompletionSource> _inbox = new();
    private readonly LinkedList<TaskCompletionSource> _ordinary = new();
    private bool _isHeld;
    private int _inboxEntries;

    /// <summary>Waits until it is the caller's turn to write.</summary>
    /// <returns>Dispose it to let the next one in.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the caller's turn came.</exception>
    public async ValueTask<IDisposable> EnterAsync(WritePriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TryEnterOrQueue(priority, TaskCreationOptions.RunContinuationsAsynchronously) is { } place)
        {
            await using var registration = cancellationToken.UnsafeRegister((_, token) => GiveUp(place, token), null);
            await place.Value.Task.ConfigureAwait(false);
        }

        return new Turn(this);
    }

    /// <summary>As <see cref="EnterAsync"/>, for a thread of its own that may block: who leaves wakes it at once, and not by way of the pool.</summary>
    /// <returns>Dispose it to let the next one in.</returns>
    public IDisposable Enter(WritePriority priority)
    {
        TryEnterOrQueue(priority, TaskCreationOptions.None)?.Value.Task.Wait();
        return new Turn(this);
    }

    /// <summary>Takes the gate when it is free; else a place in the queue.</summary>
    private LinkedListNode<TaskCompletionSource>? TryEnterOrQueue(WritePriority priority, TaskCreationOptions waking)
    {
        lock (_sync)
        {
            if (_isHeld)
            {
                return QueueOf(priority).AddLast(new TaskCompletionSource(waking));
            }

            _isHeld = true;
            Count(priority);
            return null;
        }
    }

    /// <summary>Leaves the queue; a place that has had its turn is in none any more.</summary>
    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (place.List is not { } queue)
            {
                return;
            }

            queue.Remove(place);
        }

        place.Value.SetCanceled(cancellationToken);
    }

    /// <summary>Hands the gate to the next one, without ever letting it be free in between.</summary>
    private void Leave()
    {
        TaskCompletionSource? next;
        lock (_sync)
        {
            Debug.Assert(_isHeld, "Only a turn leaves, and only once.");
            next = TakeNext();
            _isHeld = next is not null;
        }

        next?.SetResult();
    }

    private TaskCompletionSource? TakeNext()
    {
        bool inboxHasHadItsShare = _inboxEntries >= InboxEntriesInARow && _ordinary.First is not null;
        WritePriority priority = _inbox.First is null || inboxHasHadItsShare ? WritePriority.Ordinary : WritePriority.Inbox;
        if (QueueOf(priority).First is not { } place)
        {
            return null;
        }

        QueueOf(priority).RemoveFirst();
        Count(priority);
        return place.Value;
    }

    private LinkedList<TaskCompletionSource> QueueOf(WritePriority priority) => priority == WritePriority.Inbox ? _inbox : _ordinary;

    private void Count(WritePriority priority) => _inboxEntries = priority == WritePriority.Inbox ? _inboxEntries + 1 : 0;

    private sealed class Turn(SqliteWriteGate gate) : IDisposable
    {
        private SqliteWriteGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
