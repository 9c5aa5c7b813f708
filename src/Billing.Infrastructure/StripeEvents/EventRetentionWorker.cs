using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Removes old payloads, once an hour.</summary>
internal sealed partial class EventRetentionWorker(
    IServiceScopeFactory scopes, IOptions<WebhookOptions> options, TimeProvider time, ILogger<EventRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Between two batches everything else has its turn.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the last look ended, so that the next does not walk over all that is older.</summary>
    private DateTime _doneUntil = DateTime.MinValue;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RetentionDays == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RemoveAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(e);
            }
        }
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            var retention = scope.ServiceProvider.GetRequiredService<EventRetention>();
            if (await retention.RemoveBatchAsync(_doneUntil, cancellationToken) is not { } doneUntil)
            {
                return;
            }

            _doneUntil = doneUntil;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Old payloads could not be removed; trying again")]
    private partial void LogFault(Exception exception);
}
