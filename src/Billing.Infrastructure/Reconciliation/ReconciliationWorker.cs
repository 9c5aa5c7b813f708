using Billing.Application.Errors;
using Billing.Application.Reconciliation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Reconciliation;

/// <summary>Compares with Stripe when an operator asks, and by itself now and then.</summary>
internal sealed partial class ReconciliationWorker(
    IServiceScopeFactory scopes,
    ReconciliationQueue queue,
    IOptions<ReconciliationOptions> options,
    TimeProvider time,
    ILogger<ReconciliationWorker> logger) : BackgroundService
{
    /// <summary>Processes that start together do not all begin together.</summary>
    private static readonly TimeSpan FirstAfterAtLeast = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ServeAsync(stoppingToken), ScheduleAsync(stoppingToken));

    private async Task ServeAsync(CancellationToken stoppingToken)
    {
        await foreach (Guid run in queue.Reader.ReadAllAsync(stoppingToken))
        {
            await TryAsync(sender => RunAsync(sender, run, stoppingToken), stoppingToken);
        }
    }

    private async Task ScheduleAsync(CancellationToken stoppingToken)
    {
        if (options.Value.EveryHours == 0)
        {
            return;
        }

        await Task.Delay(FirstAfterAtLeast + (Spread * Random.Shared.NextDouble()), time, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(options.Value.EveryHours), time);
        do
        {
            await TryAsync(
                async sender =>
                {
                    ReconciliationDetails begun = await sender.Send(new StartReconciliation(Since: null, ActorId: null), stoppingToken);
                    await RunAsync(sender, begun.Id, stoppingToken);
                },
                stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(ISender sender, Guid run, CancellationToken cancellationToken)
    {
        ReconciliationDetails done = await sender.Send(new RunReconciliation(run, new Progress<string>()), cancellationToken);
        LogDone(done.Checked, done.Drifted, done.Healed);
    }

    private async Task TryAsync(Func<ISender, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<ISender>());
        }
        catch (BillingException e) when (e.Code == "reconciliation_running")
        {
            LogRunning();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFault(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Compared with Stripe: {Checked} looked at, {Drifted} missing or different, {Healed} of them mended")]
    private partial void LogDone(int @checked, int drifted, int healed);

    [LoggerMessage(LogLevel.Information, "Another process compares with Stripe")]
    private partial void LogRunning();

    [LoggerMessage(LogLevel.Error, "A comparison with Stripe stopped before its end")]
    private partial void LogFault(Exception exception);
}
