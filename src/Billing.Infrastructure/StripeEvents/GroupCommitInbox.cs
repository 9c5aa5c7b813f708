using System.Threading.Channels;
using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Stores deliveries that arrive together in one transaction: a burst costs one flush to disk for many events. One thread of its own
/// writes; each request waits for the commit of its own event (docs/decisions/0005-group-commit.md).
/// </summary>
internal abstract partial class GroupCommitInbox(
    EventSignal signal, IOptions<WebhookOptions> options, TimeProvider time, ILogger<GroupCommitInbox> logger) : IEventInbox, IHostedService
{
    /// <summary>So many requests of a batch go on one after the other: waking a thread for each costs more than its answer.</summary>
    private const int AnswersInARow = 8;

    /// <summary>Its reader is a thread that blocks: who writes wakes it at once, and not by way of the pool.</summary>
    private readonly Channel<Delivery> _waiting = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(options.Value.InboxCapacity) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public Task<InboxReceipt> StoreAsync(ReceivedEvent received)
    {
        var delivery = new Delivery(received, time.GetUtcNow().UtcDateTime);
        return _waiting.Writer.TryWrite(delivery)
            ? delivery.Receipt.Task
            : throw new InboxUnavailableException("The inbox is full or stopping.");
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(WriteUntilStopped) { IsBackground = true, Name = "Stripe event inbox" }.Start();
        return Task.CompletedTask;
    }

    /// <summary>Refuses what comes from now on and writes what waits.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return _stopped.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Writes a batch in one transaction that is on disk when this returns; leaves rows that are there as they are.</summary>
    /// <returns>The ids of the rows that are new.</returns>
    protected abstract IReadOnlySet<string> Write(IReadOnlyList<Delivery> batch);

    /// <summary>Looks up what is stored under these ids.</summary>
    protected abstract IReadOnlyDictionary<string, StoredEvent> Find(IReadOnlyCollection<string> ids);

    /// <summary>Gives up what the next try should make anew.</summary>
    protected abstract void Close();

    private void WriteUntilStopped()
    {
        var batch = new List<Delivery>(options.Value.InboxBatchSize);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < options.Value.InboxBatchSize && _waiting.Reader.TryRead(out Delivery? delivery))
            {
                batch.Add(delivery);
            }

            WriteAndAnswer(batch);
        }

        Close();
        _stopped.SetResult();
    }

    private void WriteAndAnswer(List<Delivery> batch)
    {
        try
        {
            HashSet<string> stored = [.. Write(batch)];
            int count = stored.Count;
            // Of two deliveries of one event in a batch the first is the one that was stored.
            ILookup<bool, Delivery> isNew = batch.ToLookup(d => stored.Remove(d.Event.Id));
            Answer(isNew[true], delivery => delivery.Receipt.TrySetResult(InboxReceipt.Stored));
            signal.Wake(count);
            AnswerKnown([.. isNew[false]]);
        }
        catch (Exception e)
        {
            // Whatever it was: what is refused now Stripe delivers again, also what was stored before, and the thread lives on.
            LogFailed(logger, e, batch.Count);
            Close();
            Answer(batch, delivery => delivery.Receipt.TrySetException(new InboxUnavailableException("The event could not be stored.", e)));
        }
    }

    /// <summary>Stripe delivers the same event again; another one under its id is not Stripe's doing.</summary>
    private void AnswerKnown(List<Delivery> known)
    {
        if (known.Count == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, StoredEvent> before = Find([.. known.Select(d => d.Event.Id).Distinct()]);
        Answer(known, delivery => delivery.Receipt.TrySetResult(
            before.GetValueOrDefault(delivery.Event.Id) == StoredEvent.Of(delivery.Event) ? InboxReceipt.Duplicate : InboxReceipt.Conflicting));
    }

    /// <summary>Lets the requests of these deliveries go on, on threads of the pool.</summary>
    private static void Answer(IEnumerable<Delivery> deliveries, Action<Delivery> answer)
    {
        foreach (Delivery[] some in deliveries.Chunk(AnswersInARow))
        {
            ThreadPool.UnsafeQueueUserWorkItem(row => Array.ForEach(row, answer), some, preferLocal: false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} deliveries could not be stored and were refused")]
    private static partial void LogFailed(ILogger logger, Exception exception, int count);

    /// <summary>What two deliveries of one event have in common; the number of pending deliveries, for one, differs.</summary>
    protected internal sealed record StoredEvent(string Type, string? ObjectId, DateTime CreatedAt)
    {
        /// <summary>The same of a delivery.</summary>
        public static StoredEvent Of(ReceivedEvent received) => new(received.Type, received.ObjectId, received.CreatedAt);
    }

    /// <summary>One event that waits for its commit.</summary>
    protected internal sealed class Delivery(ReceivedEvent received, DateTime receivedAt)
    {
        /// <summary>The event.</summary>
        public ReceivedEvent Event { get; } = received;

        /// <summary>When it reached us (UTC).</summary>
        public DateTime ReceivedAt { get; } = receivedAt;

        /// <summary>Completed after the commit, on a thread of the pool: the request goes on inside.</summary>
        public TaskCompletionSource<InboxReceipt> Receipt { get; } = new();
    }
}
