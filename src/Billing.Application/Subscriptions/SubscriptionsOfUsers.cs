using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>All subscriptions of users, as the unit of work will leave them.</summary>
public sealed class SubscriptionsOfUsers(IBillingDbContext db, MirrorRows rows)
{
    /// <summary>
    /// Reads those that have not been read in this unit of work; inside its transaction all of them, because somebody else may have
    /// added one since.
    /// </summary>
    public async Task<IReadOnlyList<UserSubscription>> ReadAsync(IReadOnlyCollection<Guid> users, CancellationToken cancellationToken)
    {
        List<Guid> unread = db.IsInTransaction ? [.. users] : rows.WithoutSubscriptions(users);
        if (unread.Count > 0)
        {
            await db.Subscriptions.Where(s => unread.Contains(s.UserId)).LoadAsync(cancellationToken);
            rows.RememberSubscriptionsOf(unread);
        }

        HashSet<Guid> wanted = [.. users];
        return [.. db.Known<UserSubscription>().Where(s => wanted.Contains(s.UserId))];
    }
}
