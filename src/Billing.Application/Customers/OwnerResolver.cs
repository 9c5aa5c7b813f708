using Billing.Application.Abstractions;
using Billing.Domain.Customers;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Customers;

/// <summary>
/// Tells whose a Stripe object is: by its customer; else by the user id that we wrote into its metadata (the payload is signed);
/// else by that in the customer's own metadata, for which Stripe is asked.
/// </summary>
public sealed class OwnerResolver(IBillingDbContext db, IUserDirectory users, IStripeGateway stripe)
{
    /// <summary>The user the object belongs to; null when it is nobody's here.</summary>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task<Guid?> FindAsync(StripeSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.CustomerId is { } customerId
            && await db.Customers.FirstOrDefaultAsync(c => c.StripeCustomerId == customerId, cancellationToken) is { } customer)
        {
            return customer.UserId;
        }

        return await KnownAsync(snapshot.MetadataUserId, cancellationToken)
            ?? (snapshot.CustomerId is { } unknownId ? await AskAsync(unknownId, cancellationToken) : null);
    }

    private async Task<Guid?> AskAsync(string customerId, CancellationToken cancellationToken)
    {
        StripeAnswer<CustomerSnapshot> answer = await stripe.GetCustomerAsync(customerId, cancellationToken);
        return await KnownAsync(answer.Value?.MetadataUserId, cancellationToken);
    }

    private async Task<Guid?> KnownAsync(Guid? userId, CancellationToken cancellationToken) =>
        userId is { } id && await users.FindAsync(id, cancellationToken) is not null ? id : null;
}
