using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Finds our plan and price for the price that a subscription has at Stripe.</summary>
public sealed class PriceClassifier(IBillingDbContext db, MirrorChanges changes)
{
    private Dictionary<string, PlanPrice>? _prices;

    /// <summary>Names plan and price on the subscription; a price that is none of ours gives no plan, and an alert.</summary>
    public async Task ClassifyAsync(UserSubscription subscription, CancellationToken cancellationToken)
    {
        // There are a handful: read once for all events of a batch.
        _prices ??= await db.PlanPrices.AsNoTracking().ToDictionaryAsync(p => p.StripePriceId, cancellationToken);
        PlanPrice? price = _prices.GetValueOrDefault(subscription.StripePriceId);
        subscription.Classify(price?.PlanId, price?.Id);
        if (price is null)
        {
            changes.Alerts.Add((OperatorAlert.UnknownPrice, subscription.StripePriceId));
        }
    }
}
