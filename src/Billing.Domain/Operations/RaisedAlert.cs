namespace Billing.Domain.Operations;

/// <summary>Something that only a person can mend: told once for each subject, and mailed to the operator where an address is set.</summary>
public sealed class RaisedAlert
{
    private RaisedAlert()
    {
    }

    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What it is, <c>dispute_opened</c> for example.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: an id, no personal data.</summary>
    public required string SubjectId { get; init; }

    /// <summary>When it was raised first (UTC).</summary>
    public required DateTime RaisedAt { get; init; }

    /// <summary>How often mailing it was tried.</summary>
    public int MailAttempts { get; private set; }

    /// <summary>It is not mailed before this moment (UTC).</summary>
    public required DateTime NextMailAt { get; init; }

    /// <summary>When it was mailed (UTC); null until then.</summary>
    public DateTime? MailedAt { get; private set; }

    /// <summary>An alert that is raised now.</summary>
    public static RaisedAlert Raise(string kind, string subjectId, DateTime now) =>
        new() { Kind = kind, SubjectId = subjectId, RaisedAt = now, NextMailAt = now };
}
