using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Application.Plans;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>What a subscription is to become, and from what.</summary>
/// <param name="Subscription">The subscription as it is now.</param>
/// <param name="Current">Its price; null when that is none of ours.</param>
/// <param name="Price">The price then.</param>
/// <param name="Quantity">Units of the price then.</param>
public sealed record PlanTarget(UserSubscription Subscription, PlanPrice? Current, PlanPrice Price, long Quantity)
{
    /// <summary>
    /// A downgrade takes something away that is paid for: less of the same interval's money, or a shorter commitment to the same plan. A
    /// longer one to the same plan is none, though a year of it costs less.
    /// </summary>
    public bool IsDowngrade => Current is not null
        && (Current.PlanId == Price.PlanId && Current.Interval != Price.Interval
            ? Price.Interval == BillingInterval.Month
            : CentsPerYear(Price, Quantity) < CentsPerYear(Current, Subscription.Quantity));

    /// <summary>It is so already.</summary>
    public bool IsSame => Price.StripePriceId == Subscription.StripePriceId && Quantity == Subscription.Quantity;

    /// <summary>It waits for its payment already.</summary>
    public bool Awaits => Subscription.PendingUpdate is { } update && update.PriceId == Price.StripePriceId && update.Quantity == Quantity;

    /// <summary>The change as Stripe is told.</summary>
    /// <exception cref="InvalidOperationException">Stripe has not told the subscription's item.</exception>
    public SubscriptionChange Change(DateTime? prorationDate) => new(
        Subscription.StripeSubscriptionId,
        Subscription.StripeItemId ?? throw new InvalidOperationException($"The item of {Subscription.StripeSubscriptionId} is not known."),
        Price.StripePriceId,
        Quantity,
        prorationDate);

    /// <summary>Only for comparing two prices: nobody pays this.</summary>
    private static decimal CentsPerYear(PlanPrice price, long quantity) =>
        (decimal)price.AmountCents * quantity * (price.Interval == BillingInterval.Month ? 12 : 1);
}

/// <summary>Finds what a user's subscription is to become, and refuses what it cannot become now.</summary>
public sealed class PlanTargets(IBillingDbContext db, PlanPrices prices, IdempotentOperation operation)
{
    /// <summary>Another plan or interval, or another number of seats.</summary>
    /// <param name="row">The subscription as it is now.</param>
    /// <param name="planIdOrCode">Our id of the plan, or its code.</param>
    /// <param name="interval">How often to pay; as now when null.</param>
    /// <param name="quantity">Seats; as now when null.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    /// <exception cref="BillingException">
    /// <c>subscription_ending</c>, <c>payment_due</c>, <c>subscription_paused</c>, <c>same_plan</c>, or the plan is not on offer so.
    /// </exception>
    public async Task<PlanTarget> OfPlanAsync(
        UserSubscription row, string planIdOrCode, BillingInterval? interval, long? quantity, CancellationToken cancellationToken)
    {
        await EnsureChangeableAsync(row, cancellationToken);
        PlanPrice? current = await CurrentAsync(row, cancellationToken);
        PlanPrice price = await prices.FindOfferedAsync(
            planIdOrCode, interval ?? current?.Interval ?? BillingInterval.Month, cancellationToken, current?.Currency);
        long seats = Seats.Of(price, quantity ?? (price.PerSeat ? row.Quantity : null));
        return Checked(new PlanTarget(row, current, price, seats));
    }

    /// <summary>The same plan with another number of seats.</summary>
    /// <param name="row">The subscription as it is now.</param>
    /// <param name="quantity">Seats.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    /// <exception cref="BillingException">
    /// <c>subscription_ending</c>, <c>payment_due</c>, <c>subscription_paused</c>, <c>same_plan</c> or <c>not_per_seat</c>.
    /// </exception>
    public async Task<PlanTarget> OfQuantityAsync(UserSubscription row, long quantity, CancellationToken cancellationToken)
    {
        await EnsureChangeableAsync(row, cancellationToken);
        PlanPrice? current = await CurrentAsync(row, cancellationToken);
        return current is { PerSeat: true } ? Checked(new PlanTarget(row, current, current, quantity)) : throw Seats.NotPerSeat();
    }

    private async Task<PlanPrice?> CurrentAsync(UserSubscription row, CancellationToken cancellationToken) =>
        await db.PlanPrices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == row.PlanPriceId, cancellationToken);

    private async Task EnsureChangeableAsync(UserSubscription row, CancellationToken cancellationToken)
    {
        if (row.EndsAt is not null)
        {
            throw Conflict("subscription_ending", "Your subscription is going to end. Take the cancellation back first.");
        }

        if (row.Status is SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid)
        {
            throw Conflict("payment_due", "Your subscription has an unpaid invoice. Pay it first.", await OpenInvoices.PageOfAsync(db, row, cancellationToken));
        }

        // What an upgrade costs would be taken back like every invoice of a pause.
        if (row.Status == SubscriptionStatus.Paused || row.CollectionPaused || row.PaidUntil is not null)
        {
            throw Conflict("subscription_paused", "Your subscription is paused. Resume it first.");
        }
    }

    /// <summary>What an earlier try of the same operation has done is done.</summary>
    private PlanTarget Checked(PlanTarget target) => target.IsSame && !operation.IsRepeated
        ? throw Conflict("same_plan", "Your subscription is like this already.")
        : target;

    private static BillingException Conflict(string code, string message, string? url = null) =>
        new(BillingErrorKind.Conflict, code, message) { Url = url };
}
