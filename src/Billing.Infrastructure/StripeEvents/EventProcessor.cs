using System.Diagnostics;
using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.Observability;
using Billing.Application.StripeEvents;
using Billing.Infrastructure.Persistence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Processes claimed events: those of a batch together in one transaction where that works, else one by one. An event's changes and
/// its mark commit together.
/// </summary>
internal sealed partial class EventProcessor(
    IServiceScopeFactory scopes,
    RetryPolicy retries,
    IOperatorAlerts alerts,
    BillingMetrics metrics,
    TimeProvider time,
    ILogger<EventProcessor> logger) : IDisposable
{
    /// <summary>Events that are processed alone mostly wait for Stripe.</summary>
    private const int SideBySide = 4;

    /// <summary>So many of all batches.</summary>
    private readonly SemaphoreSlim _alone = new(32);

    /// <summary>So many events are computed at a stretch beside deliveries.</summary>
    private const int EventsAtAStretch = 4;

    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    /// <summary>Processes all of the events; a failure of one is recorded with it and does not touch the others.</summary>
    /// <param name="claimed">The events.</param>
    /// <param name="isGentle">Deliveries come in beside it, and shall not wait for a processor.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ProcessAsync(IReadOnlyList<ClaimedEvent> claimed, bool isGentle, CancellationToken cancellationToken)
    {
        foreach (ClaimedEvent exhausted in claimed.Where(c => retries.IsExhausted(c.Attempt)))
        {
            await FailAsync(exhausted, new WorkerDiedException(), cancellationToken);
        }

        claimed = [.. claimed.Where(c => !retries.IsExhausted(c.Attempt))];
        if (claimed.Count > 1 && await TryTogetherAsync(claimed, isGentle, cancellationToken))
        {
            return;
        }

        await Parallel.ForEachAsync(
            claimed,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken },
            async (one, token) => await ProcessAloneAsync(one, token));
    }

    private async Task<bool> TryTogetherAsync(IReadOnlyList<ClaimedEvent> claimed, bool isGentle, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<EventScope>().ForbidsStripeCalls = true;
        try
        {
            await RunAsync(scope.ServiceProvider, claimed, isAlone: false, isGentle, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Rolled back; whichever event it was shows when each is processed alone.
            LogApart(logger, e, claimed.Count);
            return false;
        }
    }

    private async Task ProcessAloneAsync(ClaimedEvent claimed, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            await RunAsync(scope.ServiceProvider, [claimed], isAlone: true, isGentle: false, cancellationToken);
        }
        catch (LeaseLostException)
        {
            LogLost(logger, claimed.Event.Id);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(claimed, e, cancellationToken);
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _alone.Dispose();

    private async Task RunAsync(
        IServiceProvider services, IReadOnlyList<ClaimedEvent> claimed, bool isAlone, bool isGentle, CancellationToken cancellationToken)
    {
        var sender = services.GetRequiredService<ISender>();
        var queue = services.GetRequiredService<EventQueue>();
        await services.GetRequiredService<BillingDbContext>().UseRelaxedDurabilityAsync(cancellationToken);
        List<(ClaimedEvent Claimed, EventOutcome Outcome)> committed = await services.GetRequiredService<UnitOfWork>().RunAsync(
            async token =>
            {
                await services.GetRequiredService<MirrorPreload>().ReadAsync([.. claimed.Select(c => c.Event)], token);
                var done = new List<(ClaimedEvent, EventOutcome)>(claimed.Count);
                foreach (ClaimedEvent one in claimed)
                {
                    await MakeWayAsync(done.Count, isGentle, token);
                    done.Add((one, await ApplyAsync(sender, one, token)));
                }

                return done;
            },
            async (done, token) =>
            {
                await queue.CompleteAsync(done, token);
                await ForgetAsync(services, done, token);
            },
            isCheapToRepeat: !isAlone,
            cancellationToken);
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach ((ClaimedEvent one, EventOutcome outcome) in committed)
        {
            metrics.Processed(one.Event.Type, outcome.Text, now - one.ReceivedAt);
        }
    }

    /// <summary>A batch computes for longer than the scheduler lets a delivery wait for a processor.</summary>
    private async Task MakeWayAsync(int done, bool isGentle, CancellationToken cancellationToken)
    {
        if (!isGentle)
        {
            Thread.Yield();
        }
        else if (done > 0 && done % EventsAtAStretch == 0)
        {
            await Task.Delay(Nap, time, cancellationToken);
        }
    }

    /// <summary>What came about somebody who is gone has had its effect, and is not kept.</summary>
    private static async Task ForgetAsync(
        IServiceProvider services, List<(ClaimedEvent Claimed, EventOutcome Outcome)> done, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> forgotten = services.GetRequiredService<OwnerResolver>().Forgotten;
        if (forgotten.Count > 0)
        {
            await services.GetRequiredService<PersonalPayloads>().RemoveAsync(
                [.. done.Select(d => d.Claimed).Where(c => forgotten.Contains(c.Event.Lane)).Select(c => (c.Event.Id, c.ReceivedAt))], cancellationToken);
        }
    }

    /// <summary>An event of a type that is not processed comes here by a replay.</summary>
    private static async Task<EventOutcome> ApplyAsync(ISender sender, ClaimedEvent claimed, CancellationToken cancellationToken)
    {
        StripeEvent stripeEvent = claimed.Event;
        using Activity? activity = BillingActivities.Process(stripeEvent.Id, stripeEvent.Type, claimed.Attempt);
        EventOutcome outcome = StripeEventCommands.Handles(stripeEvent.Type)
            ? await sender.Send(StripeEventCommands.Create(stripeEvent), cancellationToken)
            : EventOutcome.Ignored("this type is not processed");
        activity?.SetTag("outcome", outcome.Text);
        return outcome;
    }

    private async Task FailAsync(ClaimedEvent claimed, Exception error, CancellationToken cancellationToken)
    {
        TimeSpan? retryAfter = retries.DelayAfter(claimed.Attempt, error);
        LogFailed(logger, error, claimed.Event.Id, claimed.Event.Type, claimed.Attempt);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        bool marked = await scope.ServiceProvider.GetRequiredService<EventQueue>()
            .FailAsync(claimed, RetryPolicy.Describe(error), retryAfter, RetryPolicy.Counts(error), cancellationToken);
        if (!marked)
        {
            return;
        }

        metrics.AttemptFailed(claimed.Event.Type, isDead: retryAfter is null);
        if (retryAfter is null)
        {
            alerts.Raise(OperatorAlert.DeadEvent, claimed.Event.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} events are processed one by one")]
    private static partial void LogApart(ILogger logger, Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {EventId} was taken over by another worker")]
    private static partial void LogLost(ILogger logger, string eventId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {EventId} ({EventType}) failed at attempt {Attempt}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string eventId, string eventType, int attempt);
}

/// <summary>An event was begun as often as is allowed, and no attempt even came to its failure.</summary>
internal sealed class WorkerDiedException() : Exception("The worker died at every attempt.");
