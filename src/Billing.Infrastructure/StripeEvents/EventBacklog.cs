using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Tells whether the events are processed as they should be.</summary>
public sealed class EventBacklog
{
    private readonly EventQueue _queue;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;

    internal EventBacklog(EventQueue queue, TimeProvider time, IOptions<WebhookOptions> options)
    {
        _queue = queue;
        _time = time;
        _limit = TimeSpan.FromSeconds(options.Value.OverdueSeconds);
    }

    /// <summary>How long the event that waits longest is overdue; null while that is within the limit.</summary>
    public async Task<TimeSpan?> FindOverdueAsync(CancellationToken cancellationToken)
    {
        TimeSpan? overdue = _time.GetUtcNow().UtcDateTime - await _queue.NextDueAsync(cancellationToken);
        return overdue > _limit ? overdue : null;
    }
}
