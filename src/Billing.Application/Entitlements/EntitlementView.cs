using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Entitlements;

/// <summary>
/// Reads what a user may use: the plan of the subscription that counts, as long as it lets in, else the free plan. Cheap enough to be
/// asked for with every request: one row by its index.
/// </summary>
public sealed class EntitlementView(IBillingDbContext db, IBillingClock clock, IOptions<BillingOptions> options)
{
    /// <summary>What the user may use now.</summary>
    public async Task<EntitlementDetails> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        var current = await (
            from subscription in db.Subscriptions.AsNoTracking()
            where subscription.UserId == userId && subscription.IsCurrent
            join plan in db.Plans on subscription.PlanId equals plan.Id into plans
            from plan in plans.DefaultIfEmpty()
            select new { Subscription = subscription, Plan = plan == null ? null : new PlanRights(plan.Code, plan.Features) })
            .SingleOrDefaultAsync(cancellationToken);
        if (current is null)
        {
            return await FreeAsync(cancellationToken);
        }

        SubscriptionAccess access = SubscriptionAccess.Of(current.Subscription, clock.UtcNow, options.Value.GraceDays);
        return access.HasAccess
            ? new EntitlementDetails(
                current.Plan?.Code, current.Plan?.Features ?? [], current.Subscription.Quantity, access.HasAccess, access.IsInGrace, access.Until)
            : await FreeAsync(cancellationToken);
    }

    private async Task<EntitlementDetails> FreeAsync(CancellationToken cancellationToken)
    {
        PlanRights? free = await db.Plans.AsNoTracking()
            .Where(p => p.Active && !p.Prices.Any())
            .OrderBy(p => p.SortOrder)
            .Select(p => new PlanRights(p.Code, p.Features))
            .FirstOrDefaultAsync(cancellationToken);
        return new EntitlementDetails(free?.Code, free?.Features ?? [], 1, HasAccess: false, IsInGrace: false, ValidUntil: null);
    }

    /// <summary>What is asked of a <see cref="Plan"/>.</summary>
    private sealed record PlanRights(string Code, IReadOnlyList<string> Features);
}
