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

    /// <summary>
    /// Whether the event tells that the invoices of a customer are charged to another means of payment than before
    /// (<c>invoice_settings.default_payment_method</c>); false when they are charged to none now.
    /// </summary>
    /// <exception cref="FormatException">The payload is no event.</exception>
    bool HasNewDefaultMethod(StripeEvent stripeEvent);
}
