using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Plans;

/// <summary>Finds the price that a subscriber pays. It always comes from our tables, never from the request.</summary>
public sealed class PlanPrices(IBillingDbContext db)
{
    /// <summary>The price of a plan for an interval.</summary>
    /// <param name="planIdOrCode">Our id of the plan, or its code.</param>
    /// <param name="interval">How often it is charged.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <param name="currency">The currency that it has to be in, where one is paid in already: Stripe does not change it. Null for any.</param>
    /// <exception cref="BillingException">The plan is unknown or no longer offered, is free, or has no such price.</exception>
    public async Task<PlanPrice> FindOfferedAsync(string planIdOrCode, BillingInterval interval, CancellationToken cancellationToken, string? currency = null)
    {
        Guid? id = Guid.TryParse(planIdOrCode, out Guid parsed) ? parsed : null;
        Plan plan = await db.Plans.AsNoTracking().Include(p => p.Prices)
            .FirstOrDefaultAsync(p => p.Active && (p.Id == id || p.Code == planIdOrCode), cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "plan_not_found", "There is no such plan on offer.") { Field = "plan_id" };
        if (plan.Prices.All(p => p.AmountCents == 0))
        {
            throw new BillingException(BillingErrorKind.Invalid, "plan_is_free", "This plan costs nothing: there is nothing to check out.")
            {
                Field = "plan_id",
            };
        }

        return plan.Prices.Where(p => p.Active && p.Interval == interval && (currency is null || p.Currency == currency)).OrderBy(p => p.LookupKey, StringComparer.Ordinal).FirstOrDefault()
            ?? throw new BillingException(BillingErrorKind.Invalid, "interval_not_offered", "This plan is not offered for that interval.")
            {
                Field = "interval",
            };
    }
}
