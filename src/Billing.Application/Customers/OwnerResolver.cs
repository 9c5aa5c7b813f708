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
    private readonly Dictionary<string, Guid> _users = [];
    private readonly HashSet<string> _forgotten = [];

    /// <summary>Those of the customers looked for in advance whose accounts are closed.</summary>
    public IReadOnlySet<string> Forgotten => _forgotten;

    /// <summary>Looks for the users of these customers in advance. A customer never changes hands, so that what is found stays true.</summary>
    public async Task PreloadAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken)
    {
        foreach (var customer in await db.Customers
            .Where(c => c.StripeCustomerId != null && customerIds.Contains(c.StripeCustomerId))
            .Select(c => new { Id = c.StripeCustomerId!, c.UserId, c.IsForgotten })
            .ToListAsync(cancellationToken))
        {
            _users[customer.Id] = customer.UserId;
            if (customer.IsForgotten)
            {
                _forgotten.Add(customer.Id);
            }
        }
    }

    /// <summary>The user of a customer that was looked for in advance; null when there is none.</summary>
    public Guid? Preloaded(string customerId) => _users.TryGetValue(customerId, out Guid userId) ? userId : null;

    /// <summary>The user the object belongs to; null when it is nobody's here.</summary>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task<Guid?> FindAsync(StripeSnapshot snapshot, CancellationToken cancellationToken)
    {
        return await FindKnownAsync(snapshot, cancellationToken)
            ?? (snapshot.CustomerId is { } unknownId ? await AskAsync(unknownId, cancellationToken) : null);
    }

    /// <summary>As <see cref="FindAsync"/>, as far as it is known without asking Stripe.</summary>
    public async Task<Guid?> FindKnownAsync(StripeSnapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.CustomerId is { } customerId && await UserOfAsync(customerId, cancellationToken) is { } userId
            ? userId
            : await KnownAsync(snapshot.MetadataUserId, cancellationToken);

    private async Task<Guid?> UserOfAsync(string customerId, CancellationToken cancellationToken) =>
        _users.TryGetValue(customerId, out Guid known)
            ? known
            : await db.Customers.Where(c => c.StripeCustomerId == customerId).Select(c => (Guid?)c.UserId).FirstOrDefaultAsync(cancellationToken);

    private async Task<Guid?> AskAsync(string customerId, CancellationToken cancellationToken)
    {
        StripeAnswer<CustomerSnapshot> answer = await stripe.GetCustomerAsync(customerId, cancellationToken);
        return await KnownAsync(answer.Value?.MetadataUserId, cancellationToken);
    }

    private async Task<Guid?> KnownAsync(Guid? userId, CancellationToken cancellationToken) =>
        userId is { } id && await users.FindAsync(id, cancellationToken) is not null ? id : null;
}
