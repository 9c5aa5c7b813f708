using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>
/// Chooses the one subscription of a user that counts, for the transaction that changes one of them. The mirror takes whatever
/// Stripe has; a second live one is kept, marked as a duplicate, and an operator is told.
/// </summary>
public sealed class CurrentSubscriptionChooser(IBillingDbContext db, SubscriptionsOfUsers subscriptions, MirrorChanges changes)
{
    /// <summary>Chooses for each of the users.</summary>
    /// <param name="users">The users.</param>
    /// <param name="isInTransaction">
    /// Whether it can be written that the old one steps back before the new one steps forward: the index allows one at a time.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ChooseAsync(IReadOnlySet<Guid> users, bool isInTransaction, CancellationToken cancellationToken)
    {
        if (users.Count == 0)
        {
            return;
        }

        IReadOnlyList<UserSubscription> all = await subscriptions.ReadAsync(users, cancellationToken);
        Dictionary<Guid, UserSubscription?> chosen = all.GroupBy(s => s.UserId).ToDictionary(g => g.Key, CurrentSubscription.Choose);
        List<UserSubscription> others = [.. all.Where(s => s != chosen[s.UserId])];
        bool makesWay = others.Exists(s => s.IsCurrent);
        others.ForEach(s => StepBack(s, chosen[s.UserId]));
        if (makesWay && isInTransaction)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        foreach (UserSubscription? current in chosen.Values)
        {
            current?.MakeCurrent();
        }
    }

    private void StepBack(UserSubscription subscription, UserSubscription? current)
    {
        bool wasDuplicate = subscription.DuplicateOf is not null;
        subscription.StepBack(current?.Id);
        if (subscription.DuplicateOf is not null && !wasDuplicate)
        {
            changes.Alerts.Add((OperatorAlert.DuplicateSubscription, subscription.StripeSubscriptionId));
        }
    }
}
