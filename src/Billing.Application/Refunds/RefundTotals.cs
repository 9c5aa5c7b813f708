using Billing.Application.Abstractions;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Refunds;

/// <summary>Adds up the refunds of a charge, those that failed or were canceled left out.</summary>
public sealed class RefundTotals(IBillingDbContext db)
{
    /// <summary>The sum of what is known here of a charge, in minor units, as it will be when this unit of work is committed.</summary>
    public async Task<long> AddUpAsync(string chargeId, CancellationToken cancellationToken)
    {
        string? intent = await db.Charges.Where(c => c.StripeChargeId == chargeId).Select(c => c.StripePaymentIntentId).FirstOrDefaultAsync(cancellationToken);
        if (intent is not null)
        {
            await db.Refunds.Where(r => r.StripePaymentIntentId == intent).LoadAsync(cancellationToken);
        }

        return db.Refunds.Local
            .Where(r => r.StripeChargeId == chargeId && r.Status is (RefundStatus.Pending or RefundStatus.RequiresAction or RefundStatus.Succeeded))
            .Sum(r => r.AmountCents);
    }
}
