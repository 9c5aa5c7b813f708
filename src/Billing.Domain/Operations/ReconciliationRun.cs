namespace Billing.Domain.Operations;

/// <summary>One comparison with Stripe: what it looked at, found and mended.</summary>
public sealed class ReconciliationRun
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>When it began (UTC).</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended (UTC); null while it runs or when it was cut off.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>Events of Stripe before this moment were all looked at (UTC).</summary>
    public DateTime? Watermark { get; set; }

    /// <summary>How many events and objects it looked at.</summary>
    public int Checked { get; set; }

    /// <summary>How many differed.</summary>
    public int Drifted { get; set; }

    /// <summary>How many of these were mended.</summary>
    public int Healed { get; set; }

    /// <summary>What differed (JSON).</summary>
    public string? Report { get; set; }
}
