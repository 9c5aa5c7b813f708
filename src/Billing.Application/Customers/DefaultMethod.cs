using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Customers;

/// <summary>
/// Lets a customer's subscriptions follow its default means of payment. Stripe's portal changes nothing but that default
/// (https://docs.stripe.com/customer-management/portal-deep-links), and a subscription from Checkout has a means of payment of its own,
/// which is charged before any default: whoever gives another card there, because the old one failed, would be charged on the old one again.
/// Taking the subscription's own away leads to the same in any order of events, which setting it to a card would not.
/// </summary>
public sealed class DefaultMethod(IBillingDbContext db, IStripeCards cards)
{
    /// <summary>The customer's live subscriptions are charged to its default from now on.</summary>
    /// <param name="stripeCustomerId">Stripe's id of the customer.</param>
    /// <param name="eventId">The event that told of the new default; Stripe's idempotency keys are derived from it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task FollowAsync(string stripeCustomerId, string eventId, CancellationToken cancellationToken)
    {
        List<string> live = await db.Subscriptions
            .Where(s => s.StripeCustomerId == stripeCustomerId
                && s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken);
        foreach (string subscription in live)
        {
            await cards.ChargeCustomersDefaultAsync(subscription, $"default_method:{eventId}:{subscription}", cancellationToken);
        }
    }
}
