using Billing.Domain.Operations;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Idempotency;

/// <summary>Removes idempotency keys whose day is over, with the answers that were kept under them, a few at a time.</summary>
internal sealed class IdempotencyRetention(BillingDbContext db, TimeProvider time)
{
    /// <summary>Few enough that no delivery waits long for the database's only writer.</summary>
    internal const int BatchSize = 200;

    /// <summary>Removes a batch.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime, end = now - IdempotencyKey.Lifetime;
        List<DateTime> batch = await db.IdempotencyKeys
            .Where(k => k.CreatedAt < end)
            .OrderBy(k => k.CreatedAt)
            .Take(BatchSize)
            .Select(k => k.CreatedAt)
            .ToListAsync(cancellationToken);
        if (batch.Count == 0)
        {
            return false;
        }

        // One that a request is just working under goes the next time.
        DateTime last = batch[^1];
        int removed = 0;
        await db.InTransactionAsync(
            async token => removed = await db.IdempotencyKeys
                .Where(k => k.CreatedAt <= last && k.LeasedUntil < now)
                .ExecuteDeleteAsync(token),
            cancellationToken);
        return removed > 0 && batch.Count == BatchSize;
    }
}
