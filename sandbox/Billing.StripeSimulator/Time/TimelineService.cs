using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Time;

/// <summary>Lets things happen at their moment while time passes by itself.</summary>
internal sealed partial class TimelineService(
    Timeline timeline,
    UnitOfWorkRunner runner,
    SimulatorClock clock,
    IHostApplicationLifetime lifetime,
    ILogger<TimelineService> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly WakeSignal wake = new();

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        wake.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Objects hold links to this server, whose address is known once it listens.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(stoppingToken);
        }

        timeline.CatchUp();
        runner.Committed += wake.Set;
        clock.Moved += wake.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await wake.WaitAsync(WaitAfter(), stoppingToken);
            }
        }
        finally
        {
            runner.Committed -= wake.Set;
            clock.Moved -= wake.Set;
        }
    }

    private TimeSpan? WaitAfter()
    {
        try
        {
            return timeline.RunDue() - clock.UtcNow;
        }
        catch (Exception exception)
        {
            // A thing that fails would stop everything after it for good: say so, and leave the rest of the simulator usable.
            LogFailure(logger, exception);
            return AfterFailure;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something that was due could not be done. Nothing that is due after it happens until it can.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
