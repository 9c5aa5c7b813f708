using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Refunds;

/// <summary>
/// Sees to it that a charge tells the total of its refunds. A refund that fails or is canceled lowers that total, and no event of the
/// charge says so; so where the refunds that are known here do not add up to it, Stripe is asked for the charge.
/// </summary>
public sealed class RefundedCharge(IBillingDbContext db, ChargeMirror charges, RefundTotals totals)
{
    /// <summary>Brings the charge of a refund in line where its total cannot be right.</summary>
    /// <param name="refundId">Stripe's id of a refund that was brought in line in this unit of work.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task BringInLineAsync(string refundId, CancellationToken cancellationToken)
    {
        if (db.Refunds.Local.FirstOrDefault(r => r.StripeRefundId == refundId) is not { StripeChargeId: { } chargeId })
        {
            return;
        }

        Charge? charge = await db.Charges.FirstOrDefaultAsync(c => c.StripeChargeId == chargeId, cancellationToken);
        if (charge?.AmountRefundedCents != await totals.AddUpAsync(chargeId, cancellationToken))
        {
            await charges.RefreshAsync(chargeId, cancellationToken);
        }
    }
}
