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
    public async Task DropAsync(UserSubscription row, Guid operationId, CancellationToken cancellationToken)
    {
        await DropUnpaidAsync(row, operationId, cancellationToken);
        if (row.StripeScheduleId is { } schedule)
        {
            await UnlessOverAsync(ct => stripe.ReleaseScheduleAsync(schedule, $"release:{operationId}:{schedule}", ct), cancellationToken);
            await inspection.LookAtScheduleAsync(schedule, cancellationToken);
            await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
        }
    }

    /// <summary>As <see cref="DropAsync"/>, but leaves what is planned.</summary>
    public async Task DropUnpaidAsync(UserSubscription row, Guid operationId, CancellationToken cancellationToken)
    {
        if (row is { PendingUpdate: not null, LatestInvoiceId: { } invoice })
        {
            await UnlessOverAsync(ct => stripe.VoidInvoiceAsync(invoice, $"void:{operationId}:{invoice}", ct), cancellationToken);
            await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
        }
    }

    private static async Task UnlessOverAsync(Func<CancellationToken, Task> takeBack, CancellationToken cancellationToken)
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
