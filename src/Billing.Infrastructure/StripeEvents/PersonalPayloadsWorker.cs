using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Removes payloads about people who are gone, once an hour: what came late and has no effect here is not seen by anybody
/// else, and a process may have died while it removed some.
/// </summary>
internal sealed partial class PersonalPayloadsWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<PersonalPayloadsWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>What waited for its turn at the last look may have been done since; retries go on for a day and more.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTime since = DateTime.UnixEpoch;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                DateTime began = time.GetUtcNow().UtcDateTime;
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PersonalPayloads>().RemoveLateAsync(since, stoppingToken);
                since = began - Overlap;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Payloads about people who are gone could not be removed; trying again")]
    private partial void LogFault(Exception exception);
}
