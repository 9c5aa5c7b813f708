using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Processes events as they come in, and those of other processes that died. Woken at once; looks for itself now and then.</summary>
internal sealed partial class EventWorker(
    IServiceScopeFactory scopes,
    EventProcessor processor,
    EventSignal signal,
    IHostApplicationLifetime lifetime,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<EventWorker> logger) : BackgroundService
{
    /// <summary>Room for events that wait for Stripe, most of a minute each when it does not answer.</summary>
    private const int BatchesSideBySide = 8;

    /// <summary>While deliveries come in a batch is this much smaller: they wait for it.</summary>
    private const int ShareInBurst = 4;

    /// <summary>In a burst the worker takes a quarter of its time.</summary>
    private const double RestInBurst = 3;

    /// <summary>So many deliveries a second leave the writer no gaps between them.</summary>
    private const double BurstPerSecond = 1000;

    /// <summary>
    /// Deliveries that come in one by one wait for a transaction that is under way, so it is kept short: what is claimed is processed in
    /// parts of this share of a batch, with a rest after each. A part that waits for Stripe does not keep the others waiting for longer than <see cref="Patience"/>.
    /// </summary>
    private const int ShareBesideDeliveries = 16;

    private const double RestBesideDeliveries = 1.5;

    private static readonly TimeSpan LongestRestBesideDeliveries = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Events that come in one after the other share batches: a batch of one costs nearly as much as one of ten, and the deliveries
    /// beside it pay for that. The first one after a pause does not wait.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    /// <summary>A batch that needs the database alone is done by then; one that takes longer waits for Stripe, and the next goes on beside it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>An event waits for this long because of the deliveries that come after it, and no longer.</summary>
    private static readonly TimeSpan ConsiderateFor = TimeSpan.FromSeconds(10);

    private Task _latest = Task.CompletedTask;

    private long _stored;

    private long _countedAt;

    private long? _latestSmallBatch;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        var batches = new List<Task>(BatchesSideBySide);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await BeginNextAsync(batches, stoppingToken))
                {
                    await signal.WaitAsync(await IdleTimeAsync(stoppingToken), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The database is away: nothing was lost, the events wait where they are.
                LogFault(logger, e);
                await signal.WaitAsync(PauseAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(batches);
    }

    /// <summary>A start that fails must not have begun to work.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    /// <summary>Begins a batch and gives it time to end. False when nothing is to be done.</summary>
    private async Task<bool> BeginNextAsync(List<Task> batches, CancellationToken cancellationToken)
    {
        await GatherAsync(cancellationToken);
        (long cameIn, double perSecond) = CameIn();
        int size = cameIn == 0 ? options.Value.ProcessingBatchSize : Math.Max(1, options.Value.ProcessingBatchSize / ShareInBurst);
        IReadOnlyList<ClaimedEvent> claimed;
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
        {
            claimed = await scope.ServiceProvider.GetRequiredService<EventQueue>().ClaimAsync(size, cancellationToken);
        }

        if (claimed.Count == 0)
        {
            return false;
        }

        _latestSmallBatch = claimed.Count < size ? time.GetTimestamp() : null;

        bool isBurst = perSecond > BurstPerSecond;
        bool isLate = IsLate(claimed, time.GetUtcNow().UtcDateTime);
        long began = time.GetTimestamp();
        Task batch = ProcessAsync(claimed, isGentle: cameIn > 0 && !isBurst && !isLate, cancellationToken);
        batches.Add(batch);

        // The next batch is read while this one is written; while deliveries come in nothing goes on beside it.
        Task ahead = cameIn > 0 ? batch : _latest;
        _latest = batch;
        await Task.WhenAny(ahead, Task.Delay(Patience, time, cancellationToken));
        if (isBurst && !isLate)
        {
            await RestAsync(time.GetElapsedTime(began) * RestInBurst, LongestRest, cancellationToken);
        }

        while (batches.RemoveAll(b => b.IsCompleted) == 0 && batches.Count >= BatchesSideBySide)
        {
            await Task.WhenAny(batches);
        }

        return true;
    }

    /// <summary>
    /// More comes in than is processed with consideration for it: without any, a backlog always drains. Events that are tried again are
    /// old for other reasons.
    /// </summary>
    internal static bool IsLate(IReadOnlyList<ClaimedEvent> claimed, DateTime now) =>
        claimed.Any(c => c.Attempt == 1 && now - c.ReceivedAt > ConsiderateFor);

    /// <summary>After a batch that was not full the next one is given a moment to fill.</summary>
    private Task GatherAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = _latestSmallBatch is { } began ? Gathering - time.GetElapsedTime(began) : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>How many deliveries were stored since it was asked last, and how many that are in a second.</summary>
    private (long Count, double PerSecond) CameIn()
    {
        long before = _stored;
        TimeSpan since = time.GetElapsedTime(_countedAt);
        _stored = signal.Stored;
        _countedAt = time.GetTimestamp();
        return (_stored - before, (_stored - before) / Math.Max(since.TotalSeconds, 0.01));
    }

    /// <summary>What is at the door comes first, because Stripe waits for the answer, and what is stored can wait.</summary>
    private Task RestAsync(TimeSpan rest, TimeSpan atMost, CancellationToken cancellationToken) =>
        Task.Delay(rest < atMost ? rest : atMost, time, cancellationToken);

    /// <summary>Never throws: nobody may be waiting for it.</summary>
    private async Task ProcessAsync(IReadOnlyList<ClaimedEvent> claimed, bool isGentle, CancellationToken cancellationToken)
    {
        try
        {
            await using var lease = new LeaseKeeper(scopes, claimed[0].LeaseToken, options.Value.LeaseSeconds, time, logger);
            await (isGentle ? ProcessGentlyAsync(claimed, cancellationToken) : processor.ProcessAsync(claimed, isGentle: false, cancellationToken));
            lease.IsSettled = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops; the events are given back.
        }
        catch (Exception e)
        {
            // Not even the failure could be noted: the events are given back, or their lease runs out.
            LogBatchFault(logger, e, claimed.Count);
            await Task.Delay(PauseAfterFault, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProcessGentlyAsync(IReadOnlyList<ClaimedEvent> claimed, CancellationToken cancellationToken)
    {
        int together = Math.Max(1, options.Value.ProcessingBatchSize / ShareBesideDeliveries);
        List<Task> parts = [];
        try
        {
            foreach (ClaimedEvent[] part in claimed.Chunk(together))
            {
                long began = time.GetTimestamp();
                Task latest = processor.ProcessAsync(part, isGentle: true, cancellationToken);
                parts.Add(latest);
                await Task.WhenAny(latest, Task.Delay(Patience, time, cancellationToken));
                await RestAsync(time.GetElapsedTime(began) * RestBesideDeliveries, LongestRestBesideDeliveries, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(parts);
        }
    }

    private async Task<TimeSpan> IdleTimeAsync(CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        DateTime? due = await scope.ServiceProvider.GetRequiredService<EventQueue>().NextDueAsync(cancellationToken);
        TimeSpan wait = due - time.GetUtcNow().UtcDateTime ?? poll;

        // An event that is due but was not claimed waits for its lane.
        return wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : wait < poll ? wait : poll;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Events could not be claimed; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} events could not be processed; trying again")]
    private static partial void LogBatchFault(ILogger logger, Exception exception, int count);
}
