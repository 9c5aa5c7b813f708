using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>Ends sessions at the moment at which their time is over, without anybody asking for them.</summary>
internal sealed class CheckoutExpiryService(SimulatorStore store, UnitOfWorkRunner runner, SimulatorClock clock) : BackgroundService
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
                var next = store.Run(store.Documents.NextSessionExpiry);
                var wait = next is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) - clock.UtcNow : (TimeSpan?)null;
                if (wait <= TimeSpan.Zero)
                {
                    runner.Run(request: null, CheckoutExpiry.ExpireDue);
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
