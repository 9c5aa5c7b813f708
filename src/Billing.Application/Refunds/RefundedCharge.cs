using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Refunds;

/// <summary>
/// Sees to it that a charge tells the total of its refunds. A refund that fails or is canceled lowers that total, and no event of the
/// charge says so; so where the refunds that are known here do not add up to it, Stripe is asked for the charge.
/// </summary>
public sealed class RefundedCharge(IBillingDbContext db, ChargeMirror charges)
{
    /// <summary>Brings the charge of a refund in line where its total cannot be right.</summary>
    /// <param name="refundId">Stripe's id of a refund that was brought in line in this unit of work.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task BringInLineAsync(string refundId, CancellationToken cancellationToken)
    {
        if (db.Refunds.Local.FirstOrDefault(r => r.StripeRefundId == refundId) is not { StripeChargeId: { } chargeId } refund)
        {
            return;
        }

        Charge? charge = await db.Charges.FirstOrDefaultAsync(c => c.StripeChargeId == chargeId, cancellationToken);
        if (charge?.AmountRefundedCents != await AddUpAsync(chargeId, refund.StripePaymentIntentId, cancellationToken))
        {
            await charges.RefreshAsync(chargeId, cancellationToken);
        }
    }

    /// <summary>The sum as it will be when this unit of work is committed.</summary>
    private async Task<long> AddUpAsync(string chargeId, string paymentIntentId, CancellationToken cancellationToken)
    {
        await db.Refunds.Where(r => r.StripePaymentIntentId == paymentIntentId).LoadAsync(cancellationToken);
        return db.Refunds.Local
            .Where(r => r.StripeChargeId == chargeId && r.Status is (RefundStatus.Pending or RefundStatus.RequiresAction or RefundStatus.Succeeded))
            .Sum(r => r.AmountCents);
    }
}
