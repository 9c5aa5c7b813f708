namespace Billing.Domain.StripeEvents;

/// <summary>Where a received event stands.</summary>
public enum InboxEventStatus
{
    /// <summary>Waits for its turn.</summary>
    Pending,

    /// <summary>A worker holds its lease.</summary>
    Processing,

    /// <summary>Its effect is committed.</summary>
    Processed,

    /// <summary>It has no effect here; the outcome says why.</summary>
    Ignored,

    /// <summary>Given up after its last attempt; an operator can replay it.</summary>
    Dead,
}

/// <summary>
/// One event of Stripe as it was delivered, but for its body (<see cref="EventPayload"/>): a row of the inbox. Rows are inserted and claimed by prepared SQL, so this type is
/// the map of the table, not a unit of behaviour (docs/decisions/0003-the-queue-is-the-database.md).
/// </summary>
public sealed class InboxEvent
{
    /// <summary>Stripe's id (<c>evt_…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Stripe's type, <c>invoice.paid</c> for example.</summary>
    public required string Type { get; init; }

    /// <summary>The API version the payload is written in; null when the event names none.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Whether real money is meant.</summary>
    public required bool Livemode { get; init; }

    /// <summary>When Stripe created it (UTC).</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it reached us (UTC).</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>Stripe's id of the object it carries; null for an object without one.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Events of one lane are not processed side by side: the customer, else the object.</summary>
    public required string Lane { get; init; }

    /// <summary>Where it stands.</summary>
    public required InboxEventStatus Status { get; init; }

    /// <summary>What it came to, in a few words; null until it is processed.</summary>
    public string? Outcome { get; init; }

    /// <summary>How often processing was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this moment (UTC).</summary>
    public required DateTime NextAttemptAt { get; init; }

    /// <summary>Who may finish it; a worker whose token is no longer here has lost it.</summary>
    public Guid? LeaseToken { get; init; }

    /// <summary>Until when the lease holds (UTC).</summary>
    public DateTime? LeasedUntil { get; init; }

    /// <summary>Why the latest attempt failed; holds no secret.</summary>
    public string? LastError { get; init; }

    /// <summary>When its effect was committed (UTC).</summary>
    public DateTime? ProcessedAt { get; init; }
}
