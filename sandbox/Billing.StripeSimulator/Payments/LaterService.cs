using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>Lets things go on at the moment at which their time has come, without anybody asking for them.</summary>
internal sealed class LaterService(SimulatorStore store, UnitOfWorkRunner runner, SimulatorClock clock) : BackgroundService
{
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
        await Task.Yield();
        runner.Committed += wake.Set;
        clock.Advanced += wake.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = store.Run(store.Documents.NextToSettle);
                var wait = next is { } first ? DateTimeOffset.FromUnixTimeSeconds(first.At) - clock.UtcNow : (TimeSpan?)null;
                if (wait <= TimeSpan.Zero)
                {
                    runner.Run(request: null, Later.SettleDue);
                    continue;
                }

                await wake.WaitAsync(wait, stoppingToken);
            }
        }
        finally
        {
            runner.Committed -= wake.Set;
            clock.Advanced -= wake.Set;
        }
    }
}
