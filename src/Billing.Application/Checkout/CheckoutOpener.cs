using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Errors;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Checkout;

/// <summary>
/// Gives a user one open checkout. The row freezes the request before Stripe is asked; everybody who finds it makes the same
/// request under the same key and gets the same session, and nobody waits on a lock (docs/decisions/0004-once-at-stripe.md).
/// </summary>
public sealed class CheckoutOpener(
    IBillingDbContext db, IStripeGateway stripe, StripeCustomers customers, CheckoutInspection inspection, SubscriptionGuard guard, IUnitOfWork unitOfWork,
    TimeProvider time)
{
    /// <summary>
    /// One step settles what is in the way (a stale row, another plan's checkout, a deleted customer), the next one opens; more
    /// steps are only needed when other requests of the same user interfere.
    /// </summary>
    private const int MaxSteps = 6;

    /// <summary>The user's open checkout for the order.</summary>
    /// <exception cref="BillingException"><c>already_subscribed</c> or <c>payment_due</c>: an earlier checkout turns out to be paid.</exception>
    /// <exception cref="StripeRefusedException">Stripe does not take the order.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again is safe.</exception>
    public async Task<CheckoutSession> OpenAsync(CheckoutOrder order, CancellationToken cancellationToken)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            string customerId = await customers.EnsureAsync(order.UserId, cancellationToken);
            string hash = order.HashFor(customerId);
            CheckoutSession row = await unitOfWork.RunAsync(ct => ClaimAsync(order, customerId, hash, ct), cancellationToken);
            CheckoutSession? settled = row.Status switch
            {
                CheckoutSessionStatus.Creating => await CreateAsync(row, cancellationToken),
                CheckoutSessionStatus.Open => await LookAsync(row, hash, cancellationToken),
                CheckoutSessionStatus.Complete or CheckoutSessionStatus.Expired => null,
            };
            if (settled is { Status: CheckoutSessionStatus.Open, Url: not null } && settled.RequestHash == hash)
            {
                return settled;
            }
        }

        throw new BillingException(
            BillingErrorKind.Conflict, "checkout_in_progress", "Several checkouts were started at once. Try again in a moment.");
    }

    /// <summary>The user's unfinished row, else a new one. One too old to be created any more is expired, and the next step begins anew.</summary>
    private async Task<CheckoutSession> ClaimAsync(CheckoutOrder order, string customerId, string hash, CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        CheckoutSession? row = await db.CheckoutSessions.SingleOrDefaultAsync(
            s => s.UserId == order.UserId && (s.Status == CheckoutSessionStatus.Creating || s.Status == CheckoutSessionStatus.Open),
            cancellationToken);
        if (row is null)
        {
            // After the look for a row, not before: a row that is gone may have been paid by somebody quick.
            await guard.EnsureNoneAsync(order.UserId, cancellationToken);
            row = CheckoutSession.Request(
                order.UserId, order.PlanPriceId, order.StripePriceId, customerId, order.Quantity, order.TrialDays, order.TrialNeedsCard, order.SuccessUrl, order.CancelUrl, hash, now);
            db.CheckoutSessions.Add(row);
        }
        else if (row.IsTooOldToCreate(now))
        {
            row.Expire();
        }

        return row;
    }

    private async Task<CheckoutSession?> CreateAsync(CheckoutSession found, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.RunAsync(ct => CreateAtStripeAsync(found.Id, ct), cancellationToken);
        }
        catch (StripeRefusedException e) when (e.IsMissingCustomer)
        {
            await RefuseAsync(found, isOver: true, cancellationToken);
            await customers.RecheckAsync(found.StripeCustomerId, cancellationToken);
            return null;
        }
        catch (StripeRefusedException e) when (e.IsKeptUnderKey)
        {
            // What Stripe finds wrong with the frozen request it finds wrong every time; its own failures are worth another key.
            await RefuseAsync(found, isOver: e.Status < 500, cancellationToken);
            throw;
        }
    }

    private async Task<CheckoutSession> CreateAtStripeAsync(Guid rowId, CancellationToken cancellationToken)
    {
        CheckoutSession row = await db.CheckoutSessions.SingleAsync(s => s.Id == rowId, cancellationToken);
        if (row.Status != CheckoutSessionStatus.Creating)
        {
            return row;
        }

        var request = new NewCheckoutSession(row.UserId, row.StripeCustomerId, row.StripePriceId, row.Quantity, row.TrialDays, row.TrialNeedsCard, row.SuccessUrl, row.CancelUrl);
        StripeAnswer<CheckoutSessionSnapshot> answer = await KeyInUse.RetryAsync(
            ct => stripe.CreateCheckoutSessionAsync(request, row.IdempotencyKey, ct), time, cancellationToken);
        CheckoutSessionSnapshot session = answer.Value ?? throw new InvalidOperationException("Stripe answered a creation with no session.");

        // Not the answer's time: Stripe repeats the first answer of a key, whatever became of the session.
        row.Apply(session, SeenInterval.At(session.CreatedAt));
        return row;
    }

    private Task<CheckoutSession> RefuseAsync(CheckoutSession found, bool isOver, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async ct =>
        {
            CheckoutSession row = await db.CheckoutSessions.SingleAsync(s => s.Id == found.Id, ct);
            if (row.Status == CheckoutSessionStatus.Creating && row.Attempt == found.Attempt)
            {
                if (isOver)
                {
                    row.Expire();
                }
                else
                {
                    row.Refused();
                }
            }

            return row;
        },
        cancellationToken);

    /// <summary>Decides about an open row by what Stripe says of it now.</summary>
    private async Task<CheckoutSession?> LookAsync(CheckoutSession found, string hash, CancellationToken cancellationToken)
    {
        CheckoutSession row = found.RequestHash == hash
            ? await inspection.LookAsync(found.Id, cancellationToken)
            : await inspection.EndAsync(found.Id, cancellationToken);
        return row.Status == CheckoutSessionStatus.Complete ? throw SubscriptionGuard.AlreadySubscribed() : row;
    }
}
