namespace Billing.Domain.StripeEvents;

/// <summary>An attempt at an event that failed.</summary>
public sealed class EventAttempt
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Stripe's id of the event.</summary>
    public required string EventId { get; init; }

    /// <summary>The number of the attempt since the event was received or replayed, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it failed (UTC).</summary>
    public required DateTime FailedAt { get; init; }

    /// <summary>Why; holds no secret.</summary>
    public required string Error { get; init; }
}
