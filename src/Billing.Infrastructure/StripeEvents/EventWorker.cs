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
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await ProcessNextAsync(stoppingToken))
                {
                    await signal.WaitAsync(await IdleTimeAsync(stoppingToken), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database is away: nothing was lost, the events wait where they are.
                LogFault(logger, e);
                await signal.WaitAsync(PauseAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>A start that fails must not have begun to work.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task<bool> ProcessNextAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ClaimedEvent> claimed;
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
        {
            claimed = await scope.ServiceProvider.GetRequiredService<EventQueue>().ClaimAsync(cancellationToken);
        }

        if (claimed.Count == 0)
        {
            return false;
        }

        await using var lease = new LeaseKeeper(scopes, claimed[0].LeaseToken, options.Value.LeaseSeconds, time, logger);
        await processor.ProcessAsync(claimed, cancellationToken);
        return true;
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
}
