namespace Billing.Domain.StripeEvents;

/// <summary>
/// The body of an event as it was delivered, in a table of its own: the row of the event changes several times while it is processed, and
/// the body, which is most of it, would be written anew each time. Gone once retention has removed it.
/// </summary>
public sealed class EventPayload
{
    /// <summary>When the event reached us (UTC). First in the key, so that new bodies are added at the end of the table.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>Stripe's id of the event.</summary>
    public required string EventId { get; init; }

    /// <summary>The body, without client secrets.</summary>
    public required byte[] Body { get; init; }
}
