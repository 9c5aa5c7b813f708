namespace Billing.Domain.Snapshots;

/// <summary>
/// When a mirrored Stripe object was as we know it: at some moment between <paramref name="From"/> and
/// <paramref name="To"/>, both included, in Stripe's own clock (UTC, whole seconds).
/// See docs/decisions/0001-snapshot-rule.md.
/// </summary>
/// <param name="From">The earliest second at which the state may have been read.</param>
/// <param name="To">The latest second at which the state may have been read.</param>
public readonly record struct SeenInterval(DateTime From, DateTime To)
{
    /// <summary>The clock of an answer runs in whole seconds on both sides of the reading.</summary>
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(2);

    /// <summary>The state that an event carries: true in the second in which the event was created.</summary>
    public static SeenInterval At(DateTime created) => new(created, created);

    /// <summary>The state that an answer of Stripe's API carries.</summary>
    /// <param name="previous">What was known before the request was sent; null for an object that is new here.</param>
    /// <param name="eventCreated">The time of the event that caused the request: its effect is in the answer. Null if none did.</param>
    /// <param name="responseDate">The answer's Date header.</param>
    /// <param name="took">How long the request took, measured here.</param>
    public static SeenInterval Fetched(SeenInterval? previous, DateTime? eventCreated, DateTime responseDate, TimeSpan took)
    {
        DateTime from = responseDate - TimeSpan.FromSeconds(Math.Ceiling(took.TotalSeconds)) - ClockResolution;
        if (previous is { } known && known.From > from)
        {
            from = known.From;
        }

        if (eventCreated is { } created && created > from)
        {
            from = created;
        }

        return new SeenInterval(from < responseDate ? from : responseDate, responseDate);
    }
}
