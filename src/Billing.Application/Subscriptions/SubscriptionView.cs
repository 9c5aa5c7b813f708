using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Application.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Subscriptions;

/// <summary>Reads what a user is subscribed to.</summary>
public sealed class SubscriptionView(
    IBillingDbContext db, IMapper mapper, TrialOffer trials, IBillingClock clock, IOptions<BillingOptions> options)
{
    /// <summary>The subscription that counts, else one whose first payment is missing; the free plan when there is neither.</summary>
    public async Task<SubscriptionDetails> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        UserSubscription? shown = await db.Subscriptions.AsNoTracking()
            .Where(s => s.UserId == userId)
            .OrderByDescending(s => s.IsCurrent).ThenByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
            .FirstOrDefaultAsync(cancellationToken);
        bool trialAvailable = await trials.IsAvailableAsync(userId, cancellationToken);
        return shown is { IsCurrent: true } or { Status: SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired }
            ? await DescribeAsync(shown, cancellationToken) with { TrialAvailable = trialAvailable }
            : new SubscriptionDetails(null, await FreePlanAsync(cancellationToken), null, null, 1, null, null, false, null, null)
            {
                TrialAvailable = trialAvailable,
            };
    }

    private async Task<SubscriptionDetails> DescribeAsync(UserSubscription s, CancellationToken cancellationToken)
    {
        (SubscribedPlan? plan, PlanPriceDetails? price) = await PlanOfAsync(s.StripePriceId, cancellationToken);
        SubscriptionAccess access = SubscriptionAccess.Of(s, clock.UtcNow, options.Value.GraceDays);
        return new SubscriptionDetails(
            s.Id, plan, price, s.Status, s.Quantity, s.CurrentPeriodStart, s.CurrentPeriodEnd, s.CancelAtPeriodEnd, s.EndsAt, s.TrialEnd)
        {
            CanceledAt = s.CanceledAt,
            EndedAt = s.EndedAt,
            HasAccess = access.HasAccess,
            IsInGrace = access.IsInGrace,
            AccessUntil = access.Until,
            CollectionPaused = s.CollectionPaused,
            CollectionResumesAt = s.CollectionResumesAt,
            PendingChange = await PendingAsync(s, cancellationToken),
            Discount = s.Discount is { } d ? new SubscriptionDiscount(d.Name, d.PercentOff, d.AmountOffCents, d.Currency, d.EndsAt) : null,
            OpenInvoice = await OpenInvoices.LatestAsync(db, s, cancellationToken),
        };
    }

    private async Task<PendingPlanChange?> PendingAsync(UserSubscription s, CancellationToken cancellationToken)
    {
        if (s.PendingUpdate is { } update)
        {
            (SubscribedPlan? plan, PlanPriceDetails? price) = await PlanOfAsync(update.PriceId, cancellationToken);
            return new PendingPlanChange(plan, price, update.Quantity, TakesEffectAt: null, AwaitsPayment: true, update.ExpiresAt);
        }

        SubscriptionSchedule? schedule = s.StripeScheduleId is null
            ? null
            : await db.SubscriptionSchedules.AsNoTracking()
                .SingleOrDefaultAsync(x => x.StripeScheduleId == s.StripeScheduleId && !x.IsOver, cancellationToken);
        if (schedule?.Next is not { } next)
        {
            return null;
        }

        (SubscribedPlan? then, PlanPriceDetails? priceThen) = await PlanOfAsync(next.PriceId, cancellationToken);
        return new PendingPlanChange(then, priceThen, next.Quantity, next.StartsAt, AwaitsPayment: false, ExpiresAt: null);
    }

    private async Task<(SubscribedPlan? Plan, PlanPriceDetails? Price)> PlanOfAsync(string stripePriceId, CancellationToken cancellationToken)
    {
        var found = await (
            from price in db.PlanPrices.AsNoTracking()
            where price.StripePriceId == stripePriceId
            join plan in db.Plans.AsNoTracking() on price.PlanId equals plan.Id
            select new { Plan = plan, Price = price }).FirstOrDefaultAsync(cancellationToken);
        return (mapper.Map<SubscribedPlan?>(found?.Plan), mapper.Map<PlanPriceDetails?>(found?.Price));
    }

    private Task<SubscribedPlan?> FreePlanAsync(CancellationToken cancellationToken) => db.Plans
        .Where(p => p.Active && !p.Prices.Any())
        .OrderBy(p => p.SortOrder)
        .ProjectTo<SubscribedPlan>(mapper.ConfigurationProvider)
        .FirstOrDefaultAsync(cancellationToken);
}
