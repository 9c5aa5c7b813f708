using Billing.Application.Abstractions;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Checkout;

/// <summary>Brings a checkout in line with Stripe, and the subscription that it made.</summary>
public sealed class CheckoutInspection(IBillingDbContext db, IStripeGateway stripe, SubscriptionMirror subscriptions, IUnitOfWork unitOfWork)
{
    /// <summary>Looks at the session as Stripe has it now.</summary>
    /// <param name="rowId">Our id of a checkout that Stripe knows.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The row as it is then; one that Stripe no longer has is expired.</returns>
    public Task<CheckoutSession> LookAsync(Guid rowId, CancellationToken cancellationToken) =>
        ApplyAsync(rowId, stripe.GetCheckoutSessionAsync, cancellationToken);

    /// <summary>Ends an open session at Stripe. One that was paid or ended meanwhile stays as it is.</summary>
    /// <param name="rowId">Our id of a checkout that Stripe knows.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The row as it is then.</returns>
    public Task<CheckoutSession> EndAsync(Guid rowId, CancellationToken cancellationToken) =>
        ApplyAsync(rowId, EndOrLookAsync, cancellationToken);

    private async Task<StripeAnswer<CheckoutSessionSnapshot>> EndOrLookAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return await stripe.ExpireCheckoutSessionAsync(sessionId, cancellationToken);
        }
        catch (StripeRefusedException e) when (e.Status is 400 or 404)
        {
            // It is over already: paid, expired or gone. Looking tells which.
            return await stripe.GetCheckoutSessionAsync(sessionId, cancellationToken);
        }
    }

    /// <summary>A paid checkout and its subscription become known in one transaction: between the two another checkout could be opened.</summary>
    private Task<CheckoutSession> ApplyAsync(
        Guid rowId, Func<string, CancellationToken, Task<StripeAnswer<CheckoutSessionSnapshot>>> ask, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                CheckoutSession session = await db.CheckoutSessions.SingleAsync(s => s.Id == rowId, ct);
                SeenInterval? before = session.Seen;
                StripeAnswer<CheckoutSessionSnapshot> answer = await ask(session.StripeSessionId!, ct);
                if (answer.Value is not { } snapshot)
                {
                    session.Expire();
                    return session;
                }

                session.Apply(snapshot, SeenInterval.Fetched(before, eventCreated: null, answer.Date, answer.Took));
                if (session.Status == CheckoutSessionStatus.Complete && snapshot.SubscriptionId is { } subscription)
                {
                    await subscriptions.RefreshAsync(subscription, ct);
                }

                return session;
            },
            cancellationToken);
}
