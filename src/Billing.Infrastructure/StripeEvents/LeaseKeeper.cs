using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Renews the lease of claimed events while they are processed, and gives back what is left of them at the end. Leases can be short
/// this way: what a killed process held is soon taken over.
/// </summary>
internal sealed partial class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseTakesAtMost = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly Guid _token;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _timer;
    private readonly Task _renewing;

    public LeaseKeeper(IServiceScopeFactory scopes, Guid token, int leaseSeconds, TimeProvider time, ILogger logger)
    {
        _scopes = scopes;
        _token = token;
        _logger = logger;
        _timer = new PeriodicTimer(TimeSpan.FromSeconds(leaseSeconds / 3.0), time);
        _renewing = RenewAsync();
    }

    /// <summary>Every event is finished or given back already: there is nothing to release.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Stops renewing and gives back what was not finished: nothing, unless the process is stopping or the database failed.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _renewing;
        if (IsSettled)
        {
            return;
        }

        using var limit = new CancellationTokenSource(ReleaseTakesAtMost);
        await TryAsync(queue => queue.ReleaseAsync(_token, limit.Token));
    }

    private async Task RenewAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            await TryAsync(queue => queue.RenewAsync(_token, CancellationToken.None));
        }
    }

    /// <summary>A lease that cannot be renewed or released runs out; the mark on the events keeps a late worker from doing harm.</summary>
    private async Task TryAsync(Func<EventQueue, Task> action)
    {
        try
        {
            await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
            await action(scope.ServiceProvider.GetRequiredService<EventQueue>());
        }
        catch (Exception e)
        {
            LogFailed(_logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A lease could not be renewed or released; it runs out by itself")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
