using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>
/// Stops collecting a subscription's payments for a while, and collects them again. Stripe goes on with the periods meanwhile; nobody
/// pays for those, so they give no access (<see cref="UserSubscription.PaidUntil"/>), and who goes on after the paid one pays a new one.
/// </summary>
public sealed class CollectionPause(
    IBillingDbContext db,
    IStripeSubscriptions stripe,
    PendingChanges pending,
    PlanChanger changer,
    SubscriptionInspection inspection,
    IdempotentOperation operation,
    IBillingClock clock)
{
    /// <summary>Stops collecting. What the subscription was to become before falls away.</summary>
    /// <param name="row">The subscription as it is now.</param>
    /// <param name="resumesAt">When to collect again (UTC); null: not foreseen.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BillingException"><c>subscription_ending</c> or <c>payment_due</c>.</exception>
    public async Task BeginAsync(UserSubscription row, DateTime? resumesAt, CancellationToken cancellationToken)
    {
        if (row.EndsAt is not null)
        {
            throw new BillingException(
                BillingErrorKind.Conflict, "subscription_ending", "Your subscription is going to end. Take the cancellation back first.");
        }

        // A pause would take the open invoice's successors back, and leave what is owed.
        if (row.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Trialing))
        {
            throw new BillingException(BillingErrorKind.Conflict, "payment_due", "Your subscription has an unpaid invoice. Pay it first.")
            {
                Url = await OpenInvoices.PageOfAsync(db, row, cancellationToken),
            };
        }

        await pending.DropAsync(row, operation.Id, cancellationToken);
        await stripe.PauseCollectionAsync(row.StripeSubscriptionId, resumesAt, Key("pause", row), cancellationToken);
        await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    /// <summary>Collects again. One that is not paused stays as it is.</summary>
    /// <exception cref="BillingException"><c>payment_declined</c> or <c>confirmation_needed</c>: it goes on as soon as the invoice is paid.</exception>
    public async Task EndAsync(UserSubscription row, CancellationToken cancellationToken)
    {
        if (row.Status == SubscriptionStatus.Paused)
        {
            await GoOnAfterTrialAsync(row, cancellationToken);
            return;
        }

        if (row.CollectionPaused)
        {
            await stripe.ResumeCollectionAsync(row.StripeSubscriptionId, Key("resume", row), cancellationToken);
        }

        if (row.PaidUntil <= clock.UtcNow)
        {
            await stripe.RestartPeriodAsync(row.StripeSubscriptionId, Key("restart", row), cancellationToken);
        }

        await changer.EnsurePaidAsync(await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken), cancellationToken);
    }

    private async Task GoOnAfterTrialAsync(UserSubscription row, CancellationToken cancellationToken)
    {
        if (await OpenInvoices.LatestAsync(db, row, cancellationToken) is { } begunBefore)
        {
            throw PlanChanger.Unpaid(begunBefore);
        }

        await stripe.ResumeAsync(row.StripeSubscriptionId, Key("resume", row), cancellationToken);
        UserSubscription resumed = await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
        if (resumed.Status == SubscriptionStatus.Paused)
        {
            throw PlanChanger.Unpaid(await OpenInvoices.LatestAsync(db, resumed, cancellationToken));
        }
    }

    private string Key(string action, UserSubscription row) => $"{action}:{operation.Id}:{row.Id}";
}
