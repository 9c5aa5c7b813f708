using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>Takes back what a subscription is going to become: a planned change, or one that waits for its payment.</summary>
public sealed class PendingChanges(IStripeSubscriptions stripe, SubscriptionInspection inspection)
{
    /// <summary>Takes it back. Without one nothing happens.</summary>
    /// <param name="row">The subscription as it is now.</param>
    /// <param name="operationId">Names the operation; Stripe's idempotency keys are derived from it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The subscription as it is then.</returns>
    public async Task<UserSubscription> DropAsync(UserSubscription row, Guid operationId, CancellationToken cancellationToken)
    {
        if (row.StripeScheduleId is null && row.PendingUpdate is null)
        {
            return row;
        }

        if (row.StripeScheduleId is { } schedule)
        {
            await UnlessOverAsync(ct => stripe.ReleaseScheduleAsync(schedule, $"release:{operationId}:{schedule}", ct), cancellationToken);
        }

        if (row is { PendingUpdate: not null, LatestInvoiceId: { } invoice })
        {
            await UnlessOverAsync(ct => stripe.VoidInvoiceAsync(invoice, $"void:{operationId}:{invoice}", ct), cancellationToken);
        }

        return await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    private async Task UnlessOverAsync(Func<CancellationToken, Task> takeBack, CancellationToken cancellationToken)
    {
        try
        {
            await takeBack(cancellationToken);
        }
        catch (StripeRefusedException e) when (e.Status is 400 or 404)
        {
            // It is over already and needs no taking back; the look that follows tells how it ended.
        }
    }
}
