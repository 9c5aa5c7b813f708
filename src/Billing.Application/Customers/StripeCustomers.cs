using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Customers;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Customers;

/// <summary>
/// Gives every user one Stripe customer. The row is there before Stripe is asked, and everybody who finds it without an id makes
/// the same request under the same key, so that any number of callers get the same customer
/// (docs/decisions/0004-once-at-stripe.md).
/// </summary>
public sealed class StripeCustomers(
    IBillingDbContext db, IStripeGateway stripe, IUserDirectory users, CustomerMirror mirror, IUnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Stripe forgets idempotency keys after 24 hours; past this it is asked first whether it has the customer.</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    /// <summary>Stripe's id of the user's customer, which is created when there is none.</summary>
    /// <exception cref="BillingException">The account is gone.</exception>
    /// <exception cref="StripeRefusedException">Stripe does not take the customer.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again is safe.</exception>
    public async Task<string> EnsureAsync(Guid userId, CancellationToken cancellationToken)
    {
        Customer row = await unitOfWork.RunAsync(ct => FindOrRequestAsync(userId, ct), cancellationToken);
        if (row.StripeCustomerId is { } known)
        {
            return known;
        }

        try
        {
            return await unitOfWork.RunAsync(ct => CreateAsync(userId, ct), cancellationToken);
        }
        catch (StripeRefusedException e) when (e.IsKeptUnderKey)
        {
            await GiveUpAsync(row.Id, cancellationToken);
            throw;
        }
    }

    /// <summary>Looks whether Stripe still has a customer; if not, the next <see cref="EnsureAsync"/> makes a new one.</summary>
    /// <param name="stripeCustomerId">Stripe's id of the customer that a request failed for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task RecheckAsync(string stripeCustomerId, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(ct => mirror.RefreshAsync(stripeCustomerId, ct), cancellationToken);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<Customer> FindOrRequestAsync(Guid userId, CancellationToken cancellationToken)
    {
        List<Customer> rows = await db.Customers.Where(c => c.UserId == userId).ToListAsync(cancellationToken);
        if (rows.SingleOrDefault(c => c.IsPrimary) is { } primary)
        {
            return primary;
        }

        UserContact user = await users.FindAsync(userId, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.Unauthenticated, "account_gone", "This account no longer exists.");
        int generation = rows.Select(c => c.Generation).DefaultIfEmpty().Max() + 1;
        var requested = Customer.Request(userId, generation, user.Email, user.Name, Now);
        db.Customers.Add(requested);
        return requested;
    }

    private async Task<string> CreateAsync(Guid userId, CancellationToken cancellationToken)
    {
        Customer row = await FindOrRequestAsync(userId, cancellationToken);
        if (row.StripeCustomerId is { } known)
        {
            return known;
        }

        if (await FindAtStripeAsync(row, cancellationToken) is { Value: { } found } list)
        {
            row.Apply(found, SeenInterval.Fetched(previous: null, eventCreated: null, list.Date, list.Took));
            return found.Id;
        }

        StripeAnswer<CustomerSnapshot> answer = await KeyInUse.RetryAsync(
            ct => stripe.CreateCustomerAsync(new NewCustomer(row.UserId, row.Email, row.Name), row.IdempotencyKey, ct), time, cancellationToken);
        CustomerSnapshot created = answer.Value ?? throw new InvalidOperationException("Stripe answered a creation with no customer.");

        // Not the answer's time: Stripe repeats the first answer of a key, whatever became of the customer.
        row.Apply(created, SeenInterval.At(created.CreatedAt));
        return created.Id;
    }

    /// <summary>
    /// The customer that an earlier request may have made: Stripe may have forgotten its key, or have answered it with an error
    /// though it had its effect.
    /// </summary>
    private async Task<StripeAnswer<CustomerSnapshot>?> FindAtStripeAsync(Customer row, CancellationToken cancellationToken)
    {
        bool keyTellsAll = row.Generation == 1 && Now - row.CreatedAt <= KeyLifetime;
        if (keyTellsAll || row.Email is null || await stripe.FindCustomerAsync(row.Email, row.UserId, cancellationToken) is not { Value: { } found } answer)
        {
            return null;
        }

        bool isTaken = await db.Customers.AnyAsync(c => c.StripeCustomerId == found.Id, cancellationToken);
        return isTaken ? null : answer;
    }

    private Task<Customer> GiveUpAsync(Guid rowId, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async ct =>
        {
            Customer row = await db.Customers.SingleAsync(c => c.Id == rowId, ct);
            if (row.StripeCustomerId is null)
            {
                row.GiveUp();
            }

            return row;
        },
        cancellationToken);
}
