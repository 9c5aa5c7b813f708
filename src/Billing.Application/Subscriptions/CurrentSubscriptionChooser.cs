using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>
/// Chooses the one subscription of a user that counts, inside the transaction that changed one of them. The mirror takes whatever
/// Stripe has; a second live one is kept, marked as a duplicate, and an operator is told.
/// </summary>
public sealed class CurrentSubscriptionChooser(IBillingDbContext db, IOperatorAlerts alerts)
{
    /// <summary>Chooses for each of the users.</summary>
    public async Task ChooseAsync(IReadOnlySet<Guid> users, CancellationToken cancellationToken)
    {
        if (users.Count == 0)
        {
            return;
        }

        List<UserSubscription> all = await db.Subscriptions.Where(s => users.Contains(s.UserId)).ToListAsync(cancellationToken);
        List<UserSubscription> chosen = [];
        bool makesWay = false;
        foreach (IGrouping<Guid, UserSubscription> ofUser in all.GroupBy(s => s.UserId))
        {
            UserSubscription? current = CurrentSubscription.Choose(ofUser);
            foreach (UserSubscription other in ofUser.Where(s => s != current))
            {
                makesWay |= other.IsCurrent;
                StepBack(other, current);
            }

            if (current is not null)
            {
                chosen.Add(current);
            }
        }

        if (makesWay)
        {
            // The old one steps back before the new one steps forward: the index allows one at a time.
            await db.SaveChangesAsync(cancellationToken);
        }

        chosen.ForEach(s => s.MakeCurrent());
    }

    private void StepBack(UserSubscription subscription, UserSubscription? current)
    {
        bool wasDuplicate = subscription.DuplicateOf is not null;
        subscription.StepBack(current?.Id);
        if (subscription.DuplicateOf is not null && !wasDuplicate)
        {
            alerts.Raise(OperatorAlert.DuplicateSubscription, subscription.StripeSubscriptionId);
        }
    }
}
