using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Tells what a change would cost. All amounts are Stripe's.</summary>
public sealed class PlanChangePreviewer(IBillingDbContext db, IStripeSubscriptions stripe, PlanChanger changer, IBillingClock clock, IMapper mapper)
{
    /// <summary>Reckons the change.</summary>
    /// <exception cref="StripeRefusedException">Stripe would not make the change.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task<ChangePreview> PreviewAsync(PlanTarget target, CancellationToken cancellationToken)
    {
        InvoicePreview recurring = await stripe.PreviewRecurringAsync(target.Change(prorationDate: null), cancellationToken);
        if (changer.MomentOf(target) == ChangeMoment.PeriodEnd)
        {
            DateTime end = target.Subscription.CurrentPeriodEnd;
            return await DescribeAsync(target, new Moment(ChangeMoment.PeriodEnd, end, end, ProrationDate: null), charged: null, recurring, cancellationToken);
        }

        DateTime now = WholeSeconds(clock.UtcNow);
        InvoicePreview charged = await stripe.PreviewChangeAsync(target.Change(now), cancellationToken);
        return await DescribeAsync(
            target, new Moment(ChangeMoment.Now, now, EndOf(charged, target.Subscription), now), charged, recurring, cancellationToken);
    }

    /// <summary>Stripe counts in seconds: what it is told and what the caller sends back have to be the same.</summary>
    private static DateTime WholeSeconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    /// <summary>What is charged is charged until the next payment, also where the change begins another period.</summary>
    private static DateTime EndOf(InvoicePreview charged, UserSubscription subscription) =>
        charged.Lines.Where(l => l.AmountCents > 0).Select(l => l.PeriodEnd).DefaultIfEmpty(subscription.CurrentPeriodEnd).Max();

    private async Task<ChangePreview> DescribeAsync(
        PlanTarget target, Moment moment, InvoicePreview? charged, InvoicePreview recurring, CancellationToken cancellationToken) => new(
        await db.Plans.Where(p => p.Id == target.Price.PlanId).ProjectTo<SubscribedPlan>(mapper.ConfigurationProvider).SingleAsync(cancellationToken),
        mapper.Map<PlanPriceDetails>(target.Price),
        target.Quantity,
        moment.TakesEffect,
        moment.At,
        charged?.AmountDueCents ?? 0,
        Math.Max(0, -(charged?.TotalCents ?? 0)),
        recurring.Currency,
        recurring.TotalCents,
        target.Price.Interval,
        moment.NextPaymentAt,
        moment.ProrationDate,
        (charged ?? recurring).Lines);

    private sealed record Moment(ChangeMoment TakesEffect, DateTime At, DateTime NextPaymentAt, DateTime? ProrationDate);
}
