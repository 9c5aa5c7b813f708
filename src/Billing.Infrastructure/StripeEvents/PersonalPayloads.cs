using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Removes what was delivered about people whose accounts are closed: payloads hold names and addresses. The rows stay: that an event was
/// here is known for ever. What still waits to be processed is left alone, and goes when it is done.
/// </summary>
internal sealed class PersonalPayloads(BillingDbContext db)
{
    /// <summary>Few enough that no delivery waits long for the database's only writer.</summary>
    private const int BatchSize = 200;

    /// <summary>Removes what is there about one user, whenever it came.</summary>
    public async Task RemoveOfUserAsync(Guid userId, CancellationToken cancellationToken)
    {
        List<string> lanes = await db.Customers.Where(c => c.UserId == userId && c.StripeCustomerId != null).Select(c => c.StripeCustomerId!)
            .Concat(db.Disputes.Where(d => d.UserId == userId).Select(d => d.StripeDisputeId))
            .Concat(db.Refunds.Where(r => r.UserId == userId && r.StripeRefundId != null).Select(r => r.StripeRefundId!))
            .ToListAsync(cancellationToken);
        await RemoveAsync(db.StripeEvents.Where(e => lanes.Contains(e.Lane)), cancellationToken);
    }

    /// <summary>Removes what came about anybody who is gone since a moment (UTC).</summary>
    public Task RemoveLateAsync(DateTime since, CancellationToken cancellationToken)
    {
        IQueryable<Guid> gone = db.Customers.Where(c => c.IsForgotten).Select(c => c.UserId);
        IQueryable<string?> lanes = db.Customers.Where(c => c.IsForgotten && c.StripeCustomerId != null).Select(c => c.StripeCustomerId)
            .Concat(db.Disputes.Where(d => gone.Contains(d.UserId)).Select(d => (string?)d.StripeDisputeId))
            .Concat(db.Refunds.Where(r => gone.Contains(r.UserId)).Select(r => r.StripeRefundId));
        return RemoveAsync(db.StripeEvents.Where(e => e.ReceivedAt >= since && lanes.Contains(e.Lane)), cancellationToken);
    }

    /// <summary>Removes the payloads of these events; for the end of the transaction that has applied them.</summary>
    public Task RemoveAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken) => db.StripeEvents
        .Where(e => eventIds.Contains(e.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(e => e.Payload, (byte[]?)null), cancellationToken);

    private async Task RemoveAsync(IQueryable<InboxEvent> events, CancellationToken cancellationToken)
    {
        List<string> ids = await events
            .Where(e => e.Payload != null && e.Status != InboxEventStatus.Pending && e.Status != InboxEventStatus.Processing)
            .Select(e => e.Id)
            .ToListAsync(cancellationToken);
        foreach (string[] batch in ids.Chunk(BatchSize))
        {
            await db.InTransactionAsync(token => RemoveAsync(batch, token), cancellationToken);
        }
    }
}
