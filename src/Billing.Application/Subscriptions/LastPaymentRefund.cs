using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Refunds;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Pays the last payment of a subscription back, as far as that has not been done.</summary>
public sealed class LastPaymentRefund(
    IBillingDbContext db, RefundIssuer refunds, SubscriptionInspection inspection, IdempotentOperation operation)
{
    /// <summary>Makes the refund; null when there is nothing to pay back.</summary>
    /// <param name="row">The subscription.</param>
    /// <param name="isDuplicate">It was paid beside another one by mistake.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StripeRefusedException">Stripe does not make it.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again with the same operation is safe.</exception>
    public async Task<Refund?> MakeAsync(UserSubscription row, bool isDuplicate, CancellationToken cancellationToken)
    {
        if (row.LatestInvoiceId is { } invoice && !await db.Payments.AnyAsync(p => p.StripeInvoiceId == invoice, cancellationToken))
        {
            await inspection.LookAtPaymentAsync(invoice, cancellationToken);
        }

        PaymentTransaction? last = await db.Payments.AsNoTracking()
            .Where(p => p.SubscriptionId == row.Id && p.IntentStatus == PaymentIntentStatus.Succeeded)
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .FirstOrDefaultAsync(cancellationToken);
        bool wasMade = await db.Refunds.AnyAsync(r => r.OperationId == operation.Id, cancellationToken);
        return last is null || (last.RefundableCents <= 0 && !wasMade)
            ? null
            : await refunds.IssueAsync(
                new RefundOrder(last.Id, AmountCents: null, isDuplicate ? "duplicate" : "requested_by_customer", operation.Id), cancellationToken);
    }
}
