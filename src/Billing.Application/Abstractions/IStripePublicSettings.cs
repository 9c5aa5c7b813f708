namespace Billing.Application.Abstractions;

/// <summary>The part of Stripe's settings that everybody may know.</summary>
public interface IStripePublicSettings
{
    /// <summary>Stripe's publishable key (<c>pk_…</c>).</summary>
    string PublishableKey { get; }

    /// <summary>Whether the key moves real money; events of the other mode are not ours.</summary>
    bool Livemode { get; }

    /// <summary>Where browsers load Stripe.js from. Stripe's own address in production: PCI rules ask that it is loaded from there.</summary>
    Uri StripeJsUrl { get; }
}
