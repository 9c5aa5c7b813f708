namespace Billing.Domain.Operations;

/// <summary>A mail to be sent: it commits with the change it tells of, and goes out once.</summary>
public sealed class EmailMessage
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The user it goes to.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What kind of mail, <c>receipt</c> for example.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about; one mail of a kind per subject.</summary>
    public required string SubjectId { get; init; }

    /// <summary>What the template fills in (JSON).</summary>
    public required string Model { get; init; }

    /// <summary>How often sending was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before this moment (UTC).</summary>
    public required DateTime NextAttemptAt { get; init; }

    /// <summary>When it was handed over, or found to be pointless (UTC); null until then.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>Nothing was sent: what it was to tell had been overtaken, or nobody is there to be told.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>When it was written (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
}
