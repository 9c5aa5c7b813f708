namespace Billing.Domain.Operations;

/// <summary>One comparison with Stripe: what it looked at, found and mended.</summary>
public sealed class ReconciliationRun
{
    /// <summary>How long a run counts as running without a sign of life; then another may begin.</summary>
    public static readonly TimeSpan SilenceAllowed = TimeSpan.FromMinutes(5);

    private ReconciliationRun()
    {
    }

    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>When it began (UTC).</summary>
    public DateTime StartedAt { get; private init; }

    /// <summary>From when on it looks at events and payments (UTC); subscriptions and open checkouts are all looked at.</summary>
    public DateTime Since { get; private init; }

    /// <summary>When it last showed that it is running (UTC).</summary>
    public DateTime SeenAliveAt { get; private set; }

    /// <summary>When it ended (UTC); null while it runs or when it was cut off.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Events of Stripe before this moment were all looked at (UTC); null when the walk did not come to its end.</summary>
    public DateTime? Watermark { get; private set; }

    /// <summary>How many events and objects it looked at.</summary>
    public int Checked { get; private set; }

    /// <summary>How many were missing or differed.</summary>
    public int Drifted { get; private set; }

    /// <summary>How many of these were mended.</summary>
    public int Healed { get; private set; }

    /// <summary>What was missing or differed, and what else there is to say (JSON); null when nothing is.</summary>
    public string? Report { get; private set; }

    /// <summary>Why it stopped before its end; null when it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>A run that begins now.</summary>
    public static ReconciliationRun Begin(DateTime since, DateTime now) => new() { StartedAt = now, SeenAliveAt = now, Since = since };

    /// <summary>All events since the last walk were looked at.</summary>
    public void MoveWatermark() => Watermark = StartedAt;

    /// <summary>Notes how far it has come.</summary>
    public void Progress(int seen, int drifted, int healed, string? report, DateTime now)
    {
        Checked = seen;
        Drifted = drifted;
        Healed = healed;
        Report = report;
        SeenAliveAt = now;
    }

    /// <summary>It came to its end, or stopped before.</summary>
    /// <param name="error">Why it stopped; null at its end.</param>
    /// <param name="now">The time (UTC).</param>
    public void Finish(string? error, DateTime now)
    {
        Error = error;
        FinishedAt = now;
    }
}
