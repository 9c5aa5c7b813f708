namespace Billing.Application.StripeEvents;

/// <summary>An event of Stripe, taken out of the inbox to be processed.</summary>
/// <param name="Id">Stripe's id (<c>evt_…</c>).</param>
/// <param name="Type">Stripe's type.</param>
/// <param name="CreatedAt">When Stripe created it (UTC, whole seconds).</param>
/// <param name="ObjectId">Stripe's id of the object it carries; null for an object without one.</param>
/// <param name="Lane">Stripe's id of the object's customer, else that of the object, else that of the event.</param>
/// <param name="IsOfAnotherReleaseTrain">The payload is written in an API version that this code does not read.</param>
/// <param name="Payload">The body as delivered; empty when it is no longer stored.</param>
public sealed record StripeEvent(
    string Id, string Type, DateTime CreatedAt, string? ObjectId, string Lane, bool IsOfAnotherReleaseTrain, ReadOnlyMemory<byte> Payload);

/// <summary>An event as it was received: the envelope is read, the object is not.</summary>
/// <param name="Id">Stripe's id (<c>evt_…</c>).</param>
/// <param name="Type">Stripe's type.</param>
/// <param name="ApiVersion">The API version of the payload; null when the event names none.</param>
/// <param name="Livemode">Whether real money is meant.</param>
/// <param name="CreatedAt">When Stripe created it (UTC, whole seconds).</param>
/// <param name="ObjectId">Stripe's id of the object; null for an object without one.</param>
/// <param name="CustomerId">Stripe's id of the object's customer; null for none.</param>
/// <param name="Payload">The body as delivered.</param>
public sealed record ReceivedEvent(
    string Id, string Type, string? ApiVersion, bool Livemode, DateTime CreatedAt, string? ObjectId, string? CustomerId, byte[] Payload)
{
    /// <summary>Why it will have no effect, known at the door; null for an event that is to be processed.</summary>
    public string? IgnoredBecause { get; init; }

    /// <summary>Events of one lane are not processed side by side: the customer, else the object, else the event.</summary>
    public string Lane => CustomerId ?? ObjectId ?? Id;
}
