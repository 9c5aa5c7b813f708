using Billing.Application.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Counts the events that are due, now and then, for the gauge that operators watch.</summary>
internal sealed partial class BacklogWatch(
    IServiceScopeFactory scopes, BillingMetrics metrics, TimeProvider time, ILogger<BacklogWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                metrics.Due(await scope.ServiceProvider.GetRequiredService<EventQueue>().CountDueAsync(stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The events that are due could not be counted; trying again")]
    private partial void LogFault(Exception exception);
}
