using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>Ends a subscription at Stripe, or lets it go on, and brings it in line.</summary>
public sealed class SubscriptionCancellation(
    IStripeSubscriptions stripe, PendingChanges pending, SubscriptionInspection inspection, IdempotentOperation operation)
{
    /// <summary>Ends it with its period. What it was to become before falls away: Stripe ends no subscription whose changes are planned.</summary>
    public async Task EndWithPeriodAsync(UserSubscription row, CancellationDetails? details, CancellationToken cancellationToken)
    {
        await pending.DropAsync(row, operation.Id, cancellationToken);
        await stripe.CancelAtPeriodEndAsync(row.StripeSubscriptionId, details, Key("cancel_at_period_end", row), cancellationToken);
        await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    /// <summary>Ends it at once. One that has ended stays as it is.</summary>
    /// <returns>The subscription as it is then.</returns>
    public async Task<UserSubscription> EndNowAsync(UserSubscription row, CancellationDetails? details, CancellationToken cancellationToken)
    {
        await stripe.CancelSubscriptionAsync(row.StripeSubscriptionId, details, Key("cancel", row), cancellationToken);
        return await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    /// <summary>Lets it go on. One that was not to end goes on anyway.</summary>
    public async Task TakeBackAsync(UserSubscription row, CancellationToken cancellationToken)
    {
        if (row.EndsAt is null)
        {
            return;
        }

        await stripe.KeepAsync(row.StripeSubscriptionId, Key("keep", row), cancellationToken);
        await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    private string Key(string action, UserSubscription row) => $"{action}:{operation.Id}:{row.Id}";
}
