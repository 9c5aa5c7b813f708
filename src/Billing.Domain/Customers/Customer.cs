using Billing.Domain.Snapshots;

namespace Billing.Domain.Customers;

/// <summary>
/// The Stripe customer of a user. The row is there before Stripe is asked to create one, so that two requests cannot make two
/// (docs/decisions/0004-once-at-stripe.md).
/// </summary>
public sealed class Customer : MirroredObject
{
    private Customer()
    {
    }

    /// <summary>The user it belongs to.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id; null until Stripe has answered.</summary>
    public string? StripeCustomerId { get; private set; }

    /// <summary>New checkouts and payments use this one; one per user.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>1 for a user's first customer; one more for each that replaced a deleted one. Part of the idempotency key.</summary>
    public int Generation { get; private init; }

    /// <summary>The address as sent on creation (frozen until Stripe has answered), then as Stripe has it.</summary>
    public string? Email { get; private set; }

    /// <summary>The name as sent on creation (frozen until Stripe has answered), then as Stripe has it.</summary>
    public string? Name { get; private set; }

    /// <summary>The account is closed: whatever Stripe still says of the person is not taken over.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>When the row was made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>The idempotency key under which Stripe is asked to create it.</summary>
    public string IdempotencyKey => $"customer:{UserId}:{Generation}";

    /// <summary>A customer that Stripe is about to be asked for.</summary>
    public static Customer Request(Guid userId, int generation, string email, string? name, DateTime now) => new()
    {
        UserId = userId,
        IsPrimary = true,
        Generation = generation,
        Email = email,
        Name = name,
        CreatedAt = now,
    };

    /// <summary>A customer that Stripe has and that says it is this user's, though nobody here asked for it.</summary>
    public static Customer Adopt(Guid userId, CustomerSnapshot snapshot, SeenInterval seen, bool isPrimary, DateTime now)
    {
        var customer = new Customer { UserId = userId, IsPrimary = isPrimary, CreatedAt = now };
        customer.Apply(snapshot, seen);
        return customer;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(CustomerSnapshot snapshot) =>
        OrderByRank(0, snapshot.IsDeleted ? 1 : 0, IsForgotten || (snapshot.Email == Email && snapshot.Name == Name));

    /// <summary>Takes over what Stripe said.</summary>
    /// <exception cref="InvalidOperationException">The snapshot is of another customer, or of a deleted one.</exception>
    public void Apply(CustomerSnapshot snapshot, SeenInterval seen)
    {
        if (snapshot.IsDeleted || (StripeCustomerId is not null && StripeCustomerId != snapshot.Id))
        {
            throw new InvalidOperationException($"Snapshot {snapshot.Id} cannot be applied to customer row {Id}.");
        }

        StripeCustomerId = snapshot.Id;
        Email = IsForgotten ? null : snapshot.Email;
        Name = IsForgotten ? null : snapshot.Name;
        Observe(seen);
    }

    /// <summary>Stripe refused to create it, and would again for a day: the next use asks for a new one under another key.</summary>
    /// <exception cref="InvalidOperationException">Stripe has the customer.</exception>
    public void GiveUp()
    {
        if (StripeCustomerId is not null)
        {
            throw new InvalidOperationException($"Customer {StripeCustomerId} exists at Stripe and cannot be given up.");
        }

        IsPrimary = false;
    }

    /// <summary>
    /// The customer is gone at Stripe: the next use asks for a new one. The row stays, so that late events of its objects still find
    /// their user.
    /// </summary>
    public void Retire(SeenInterval seen)
    {
        IsPrimary = false;
        Observe(seen);
    }
}
