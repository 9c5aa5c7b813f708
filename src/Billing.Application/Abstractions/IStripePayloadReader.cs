using Billing.Application.StripeEvents;
using Billing.Domain.Snapshots;

namespace Billing.Application.Abstractions;

/// <summary>Reads the object out of an event's payload.</summary>
public interface IStripePayloadReader
{
    /// <summary>Reads the object that the event carries.</summary>
    /// <exception cref="FormatException">The payload is not of that kind, or has a value this version does not know.</exception>
    TSnapshot Read<TSnapshot>(StripeEvent stripeEvent)
        where TSnapshot : StripeSnapshot;

    /// <summary>Reads Stripe's id of the object that the event carries, and nothing else of it.</summary>
    /// <exception cref="FormatException">The payload carries no object with an id.</exception>
    string ReadId(StripeEvent stripeEvent);
}
