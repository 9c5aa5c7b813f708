namespace Billing.Domain.Operations;

/// <summary>What an operator did, and to what.</summary>
public sealed class AuditEntry
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The operator; null for a command line.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>What was done, <c>event.replay</c> for example.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Particulars (JSON), without personal data.</summary>
    public string? Details { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
}
