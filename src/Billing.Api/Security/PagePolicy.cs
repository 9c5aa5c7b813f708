using Billing.Application.Abstractions;
using Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Options;

namespace Billing.Api.Security;

/// <summary>What the pages of the app may load: their own files, and Stripe.js with the frames and calls that it makes.</summary>
internal sealed class PagePolicy(IStripePublicSettings stripe, IOptions<StripeOptions> options)
{
    private const string StripeHost = "js.stripe.com";

    /// <summary>The value of the <c>Content-Security-Policy</c> header.</summary>
    public string Value { get; } = stripe.StripeJsUrl.Host == StripeHost
        ? Write(
            scripts: "https://js.stripe.com https://*.js.stripe.com",
            frames: "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            calls: "https://api.stripe.com",
            images: " https://*.stripe.com")
        : OfStandIn(OriginOf(stripe.StripeJsUrl), OriginOf(new Uri(options.Value.ApiBase)));

    /// <summary>A simulator serves script, frames and API from origins of its own.</summary>
    private static string OfStandIn(string script, string api) => Write(script, frames: script, calls: api, images: "");

    /// <summary>For Stripe: docs.stripe.com/security/guide, "Content Security Policy".</summary>
    private static string Write(string scripts, string frames, string calls, string images) =>
        $"default-src 'self'; script-src 'self' {scripts}; frame-src {frames}; connect-src 'self' {calls}; "
        + $"img-src 'self' data:{images}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
