namespace Billing.Domain.Snapshots;

/// <summary>What Stripe said of one object, in a payload or an answer. Times are UTC, amounts minor units.</summary>
public abstract record StripeSnapshot
{
    /// <summary>Stripe's id of the object.</summary>
    public required string Id { get; init; }

    /// <summary>Stripe's id of the customer the object belongs to; null for an object of nobody.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Our user, as written into the object's metadata (<c>user_id</c>) when we made it.</summary>
    public Guid? MetadataUserId { get; init; }

    /// <summary>When Stripe created the object.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The object lives on a Stripe test clock.</summary>
    public bool HasTestClock { get; init; }
}
