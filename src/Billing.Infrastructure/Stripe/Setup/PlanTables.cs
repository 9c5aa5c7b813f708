using Billing.Application.Abstractions;
using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>Brings the plans in the database in line with the plan file and the prices at Stripe.</summary>
internal sealed class PlanTables(IBillingDbContext db, IUnitOfWork unitOfWork)
{
    /// <summary>Adds, changes and switches off; nothing is deleted, because subscriptions point to it.</summary>
    public Task BringInLineAsync(PlanFile file, IReadOnlyDictionary<string, string> priceIds, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(ct => ChangeAsync(file, priceIds, ct), cancellationToken);

    private async Task<int> ChangeAsync(PlanFile file, IReadOnlyDictionary<string, string> priceIds, CancellationToken cancellationToken)
    {
        List<Plan> plans = await db.Plans.Include(p => p.Prices).ToListAsync(cancellationToken);
        Dictionary<string, PlanPrice> prices = plans.SelectMany(p => p.Prices).ToDictionary(p => p.StripePriceId, StringComparer.Ordinal);
        foreach (Plan gone in plans.Where(p => file.Plans.All(entry => entry.Code != p.Code)))
        {
            gone.Describe(gone.Name, gone.Description, gone.Features, gone.SortOrder, active: false);
        }

        foreach (PlanPrice gone in prices.Values.Where(p => !priceIds.Values.Contains(p.StripePriceId)))
        {
            gone.Archive();
        }

        foreach ((int order, PlanEntry entry) in file.Plans.Index())
        {
            Plan plan = plans.Find(p => p.Code == entry.Code) ?? db.Plans.Add(Plan.Create(entry.Code)).Entity;
            plan.Describe(entry.Name, entry.Description, entry.Features, order, active: true);
            foreach (PriceEntry price in entry.Prices)
            {
                Offer(plan, price, prices.GetValueOrDefault(priceIds[price.LookupKey]), priceIds[price.LookupKey]);
            }
        }

        return plans.Count;
    }

    private void Offer(Plan plan, PriceEntry entry, PlanPrice? found, string stripePriceId)
    {
        if (found is null)
        {
            found = PlanPrice.Create(
                plan.Id, stripePriceId, entry.LookupKey, entry.Currency.ToLowerInvariant(), entry.AmountCents, entry.Interval);
            db.PlanPrices.Add(found);
        }

        found.Offer(entry.LookupKey, entry.PerSeat, entry.TrialDays);
    }
}
