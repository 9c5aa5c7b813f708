using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.Idempotency;

/// <summary>Removes expired idempotency keys, a few times an hour.</summary>
internal sealed partial class IdempotencyRetentionWorker(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencyRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Between two batches everything else has its turn.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RemoveBatchAsync(stoppingToken))
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, e);
            }
        }
    }

    private async Task<bool> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdempotencyRetention>().RemoveBatchAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Expired idempotency keys could not be removed; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
