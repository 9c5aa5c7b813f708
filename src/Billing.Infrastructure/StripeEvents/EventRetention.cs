using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Removes the payloads of settled events once they are old, a few at a time. The rows stay: that an event was here is known for ever.
/// </summary>
internal sealed class EventRetention(BillingDbContext db, TimeProvider time, IOptions<WebhookOptions> options)
{
    /// <summary>Few enough that no delivery waits long for the database's only writer.</summary>
    internal const int BatchSize = 200;

    /// <summary>Removes a batch.</summary>
    /// <param name="from">Events received before this moment (UTC) were looked at before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Up to where this batch looked (UTC); null when there is no more to do.</returns>
    public async Task<DateTime?> RemoveBatchAsync(DateTime from, CancellationToken cancellationToken)
    {
        DateTime end = time.GetUtcNow().UtcDateTime.AddDays(-options.Value.RetentionDays);
        var batch = await (
            from payload in db.EventPayloads
            where payload.ReceivedAt >= @from && payload.ReceivedAt < end
            join e in db.StripeEvents on payload.EventId equals e.Id
            where e.Status != InboxEventStatus.Pending && e.Status != InboxEventStatus.Processing && e.Status != InboxEventStatus.Dead
            orderby payload.ReceivedAt, payload.EventId
            select new { e.Id, payload.ReceivedAt })
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        if (batch.Count == 0)
        {
            return null;
        }

        List<string> ids = [.. batch.Select(e => e.Id)];
        DateTime first = batch[0].ReceivedAt, last = batch[^1].ReceivedAt;
        await db.InTransactionAsync(
            token => db.EventPayloads
                .Where(p => p.ReceivedAt >= first && p.ReceivedAt <= last && ids.Contains(p.EventId)
                    && db.StripeEvents.Any(e => e.Id == p.EventId && (e.Status == InboxEventStatus.Processed || e.Status == InboxEventStatus.Ignored)))
                .ExecuteDeleteAsync(token),
            cancellationToken);
        return last;
    }
}
