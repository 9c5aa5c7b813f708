using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Options;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Accounts;

/// <summary>
/// Ends at Stripe what an account has there. Checkouts go first, as one that is paid makes a subscription. Whatever fails ends it there:
/// what was ended stays so, and asking again goes on.
/// </summary>
public sealed class AccountDeparture(
    IBillingDbContext db, IStripeDeparture stripe, IStripeSubscriptions subscriptions, CheckoutInspection checkouts, SubscriptionMirror mirror,
    IUnitOfWork unitOfWork, IOptions<BillingOptions> options)
{
    /// <summary>Ends it.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task LeaveAsync(Guid userId, CancellationToken cancellationToken)
    {
        List<string> customers = await db.Customers.Where(c => c.UserId == userId && c.StripeCustomerId != null)
            .Select(c => c.StripeCustomerId!)
            .ToListAsync(cancellationToken);
        await EndCheckoutsAsync(userId, cancellationToken);
        foreach (string subscription in await LiveAsync(userId, customers, cancellationToken))
        {
            await subscriptions.CancelSubscriptionAsync(subscription, null, $"leave:{subscription}", cancellationToken);
            await unitOfWork.RunAsync(ct => mirror.RefreshAsync(subscription, ct), cancellationToken);
        }

        if (options.Value.DeleteStripeCustomer)
        {
            foreach (string customer in customers)
            {
                await stripe.DeleteCustomerAsync(customer, cancellationToken);
            }
        }
    }

    private async Task EndCheckoutsAsync(Guid userId, CancellationToken cancellationToken)
    {
        var open = await db.CheckoutSessions
            .Where(s => s.UserId == userId && (s.Status == CheckoutSessionStatus.Creating || s.Status == CheckoutSessionStatus.Open))
            .Select(s => new { s.Id, s.StripeSessionId })
            .ToListAsync(cancellationToken);
        foreach (var checkout in open)
        {
            await (checkout.StripeSessionId is null
                ? unitOfWork.RunAsync(ct => GiveUpAsync(checkout.Id, ct), cancellationToken)
                : checkouts.EndAsync(checkout.Id, cancellationToken));
        }
    }

    /// <summary>Stripe has not answered for it: nobody has its address.</summary>
    private async Task<CheckoutSession> GiveUpAsync(Guid id, CancellationToken cancellationToken)
    {
        CheckoutSession checkout = await db.CheckoutSessions.SingleAsync(s => s.Id == id, cancellationToken);
        if (checkout.Status == CheckoutSessionStatus.Creating)
        {
            checkout.Expire();
        }

        return checkout;
    }

    /// <summary>Those that are known here and those that Stripe lists: either may be behind the other.</summary>
    private async Task<HashSet<string>> LiveAsync(Guid userId, List<string> customers, CancellationToken cancellationToken)
    {
        HashSet<string> live = [.. await db.Subscriptions
            .Where(s => s.UserId == userId && s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken)];
        foreach (string customer in customers)
        {
            live.UnionWith(await stripe.FindLiveSubscriptionsAsync(customer, cancellationToken));
        }

        return live;
    }
}
