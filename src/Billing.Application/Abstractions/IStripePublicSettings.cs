namespace Billing.Application.Abstractions;

/// <summary>The part of Stripe's settings that everybody may know.</summary>
public interface IStripePublicSettings
{
    /// <summary>Stripe's publishable key (<c>pk_…</c>).</summary>
    string PublishableKey { get; }
}
