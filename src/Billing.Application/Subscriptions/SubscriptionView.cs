using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Reads what a user is subscribed to.</summary>
public sealed class SubscriptionView(IBillingDbContext db, IMapper mapper)
{
    /// <summary>The subscription that counts; the free plan when there is none.</summary>
    public async Task<SubscriptionDetails> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        UserSubscription? current = await db.Subscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.UserId == userId && s.IsCurrent, cancellationToken);
        if (current is null)
        {
            SubscribedPlan? free = await db.Plans
                .Where(p => p.Active && !p.Prices.Any())
                .OrderBy(p => p.SortOrder)
                .ProjectTo<SubscribedPlan>(mapper.ConfigurationProvider)
                .FirstOrDefaultAsync(cancellationToken);
            return new SubscriptionDetails(null, free, null, null, 1, null, null, false, null, null);
        }

        SubscribedPlan? plan = await db.Plans.Where(p => p.Id == current.PlanId)
            .ProjectTo<SubscribedPlan>(mapper.ConfigurationProvider)
            .FirstOrDefaultAsync(cancellationToken);
        PlanPriceDetails? price = await db.PlanPrices.Where(p => p.Id == current.PlanPriceId)
            .ProjectTo<PlanPriceDetails>(mapper.ConfigurationProvider)
            .FirstOrDefaultAsync(cancellationToken);
        return new SubscriptionDetails(
            current.Id, plan, price, current.Status, current.Quantity, current.CurrentPeriodStart, current.CurrentPeriodEnd,
            current.CancelAtPeriodEnd, current.CancelAt, current.TrialEnd)
        {
            CanceledAt = current.CanceledAt,
            EndedAt = current.EndedAt,
        };
    }
}
