using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Removes what was delivered about people whose accounts are closed: payloads hold names and addresses. The rows stay: that an event was
/// here is known for ever. What still waits to be processed is left alone, and goes when it is done.
/// </summary>
internal sealed class PersonalPayloads(BillingDbContext db, TimeProvider time)
{
    /// <summary>Few enough that no delivery waits long for the database's only writer.</summary>
    private const int BatchSize = 200;

    /// <summary>An event that was under way when its user left and takes longer, because it waits for Stripe, is seen to by the hour.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Removes what is there about one user who is forgotten, whenever it came. Events that are being processed now may have read their
    /// customers before that, and are waited for a while. One that is claimed later finds its customer forgotten, and removes its payload itself.
    /// </summary>
    public async Task RemoveOfUserAsync(Guid userId, CancellationToken cancellationToken)
    {
        await WaitForEventsUnderWayAsync(cancellationToken);
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
    public Task RemoveAsync(IReadOnlyCollection<(string Id, DateTime ReceivedAt)> events, CancellationToken cancellationToken)
    {
        List<DateTime> times = [.. events.Select(e => e.ReceivedAt).Distinct()];
        List<string> ids = [.. events.Select(e => e.Id)];
        return db.EventPayloads.Where(p => times.Contains(p.ReceivedAt) && ids.Contains(p.EventId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Of all lanes: whose an event is may not be known before it is processed.</summary>
    private async Task WaitForEventsUnderWayAsync(CancellationToken cancellationToken)
    {
        List<string> underWay = await db.StripeEvents.Where(e => e.Status == InboxEventStatus.Processing).Select(e => e.Id).ToListAsync(cancellationToken);
        DateTime deadline = time.GetUtcNow().UtcDateTime + Patience;
        while (time.GetUtcNow().UtcDateTime is var now && now < deadline
            && await db.StripeEvents.AnyAsync(
                e => underWay.Contains(e.Id) && e.Status == InboxEventStatus.Processing && e.LeasedUntil > now, cancellationToken))
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private async Task RemoveAsync(IQueryable<InboxEvent> events, CancellationToken cancellationToken)
    {
        var found = await events
            .Where(e => e.Status != InboxEventStatus.Pending && e.Status != InboxEventStatus.Processing
                && db.EventPayloads.Any(p => p.ReceivedAt == e.ReceivedAt && p.EventId == e.Id))
            .Select(e => new { e.Id, e.ReceivedAt })
            .ToListAsync(cancellationToken);
        foreach (var batch in found.Chunk(BatchSize))
        {
            await db.InTransactionAsync(token => RemoveAsync([.. batch.Select(e => (e.Id, e.ReceivedAt))], token), cancellationToken);
        }
    }
}
