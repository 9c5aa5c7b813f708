using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Persistence;

/// <summary>What the worker writes into the rows of the inbox, by statements for any database; they run inside <see cref="BillingDbContext.InTransactionAsync"/>.</summary>
internal static class EventMarks
{
    /// <summary>Gives events that still wait to the holder of a lease.</summary>
    /// <returns>How many they were.</returns>
    public static Task<int> ClaimedAsync(
        BillingDbContext db, IReadOnlyCollection<string> ids, Guid leaseToken, DateTime leasedUntil, CancellationToken cancellationToken) => db.StripeEvents
        .Where(e => ids.Contains(e.Id) && e.Status == InboxEventStatus.Pending)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(e => e.Status, InboxEventStatus.Processing)
                .SetProperty(e => e.LeaseToken, leaseToken)
                .SetProperty(e => e.LeasedUntil, leasedUntil)
                .SetProperty(e => e.Attempts, e => e.Attempts + 1),
            cancellationToken);

    /// <summary>Marks events as done, by a statement for those of which the same is to be written.</summary>
    /// <returns>How many were.</returns>
    public static async Task<int> DoneAsync(
        BillingDbContext db, IReadOnlyCollection<DoneEvent> done, DateTime now, CancellationToken cancellationToken)
    {
        int marked = 0;
        foreach (var alike in done.GroupBy(d => (d.LeaseToken, d.Status, d.Outcome), d => d.Id))
        {
            var (lease, status, outcome) = alike.Key;
            List<string> ids = [.. alike];
            marked += await db.StripeEvents
                .Where(e => ids.Contains(e.Id) && e.Status == InboxEventStatus.Processing && e.LeaseToken == lease)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(e => e.Status, status)
                        .SetProperty(e => e.Outcome, outcome)
                        .SetProperty(e => e.ProcessedAt, now)
                        .SetProperty(e => e.LastError, (string?)null)
                        .SetProperty(e => e.LeaseToken, (Guid?)null)
                        .SetProperty(e => e.LeasedUntil, (DateTime?)null),
                    cancellationToken);
        }

        return marked;
    }
}
