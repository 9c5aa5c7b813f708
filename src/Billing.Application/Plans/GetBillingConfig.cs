using Billing.Application.Abstractions;
using Billing.Application.Options;
using MediatR;
using Microsoft.Extensions.Options;

namespace Billing.Application.Plans;

/// <summary>What a browser needs to show the product and to talk to Stripe itself.</summary>
public sealed record GetBillingConfig : IRequest<BillingConfig>;

/// <summary>What a browser needs to show the product and to talk to Stripe itself.</summary>
/// <param name="PublishableKey">Stripe's publishable key; public by design. Empty where no browser takes payments itself.</param>
/// <param name="StripeJsUrl">Where Stripe.js is loaded from: Stripe itself, or a simulator on this machine.</param>
/// <param name="ProductName">The name of what is sold, as customers know it.</param>
public sealed record BillingConfig(string PublishableKey, string StripeJsUrl, string ProductName);

internal sealed class GetBillingConfigHandler(IStripePublicSettings stripe, IOptions<BillingOptions> options)
    : IRequestHandler<GetBillingConfig, BillingConfig>
{
    public Task<BillingConfig> Handle(GetBillingConfig request, CancellationToken cancellationToken) =>
        Task.FromResult(new BillingConfig(stripe.PublishableKey, stripe.StripeJsUrl.AbsoluteUri, options.Value.ProductName));
}
