using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Customers;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Customers;

/// <summary>Keeps the customers in line with Stripe.</summary>
public sealed class CustomerMirror(
    IBillingDbContext db, IStripeGateway stripe, IUserDirectory users, IStripePayloadReader payloads, MirrorRows rows, TimeProvider time)
    : StripeMirror<CustomerSnapshot, Customer>(payloads, rows)
{
    /// <summary>The payload of a deletion is the customer as it was, without a word of its end.</summary>
    protected override CustomerSnapshot ReadPayload(StripeEvent stripeEvent)
    {
        CustomerSnapshot payload = base.ReadPayload(stripeEvent);
        return stripeEvent.Type == "customer.deleted" ? payload with { IsDeleted = true } : payload;
    }

    /// <summary>A customer that is unknown here is asked for first: a late event of a deleted one must not bring it back.</summary>
    protected override SnapshotDecision Decide(Customer? row, PayloadFacts facts) =>
        row is null ? SnapshotDecision.Fetch : base.Decide(row, facts);

    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["cus_"];

    /// <inheritdoc />
    protected override DbSet<Customer> Table => db.Customers;

    /// <inheritdoc />
    protected override string IdProperty => nameof(Customer.StripeCustomerId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(Customer row, CustomerSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<CustomerSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetCustomerAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(CustomerSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (snapshot.IsDeleted || snapshot.MetadataUserId is not { } userId || await users.FindAsync(userId, cancellationToken) is null)
        {
            return EventOutcome.NotOurs;
        }

        Customer? primary = await db.Customers.FirstOrDefaultAsync(c => c.UserId == userId && c.IsPrimary, cancellationToken);
        if (primary is { StripeCustomerId: null })
        {
            primary.Apply(snapshot, seen);
        }
        else
        {
            db.Customers.Add(Customer.Adopt(userId, snapshot, seen, primary is null, time.GetUtcNow().UtcDateTime));
        }

        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(Customer row, CustomerSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (snapshot.IsDeleted)
        {
            Close(row, seen);
        }
        else
        {
            row.Apply(snapshot, seen);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Close(Customer row, SeenInterval seen) => row.Retire(seen);
}
