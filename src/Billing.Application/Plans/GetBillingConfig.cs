using Billing.Application.Abstractions;
using MediatR;

namespace Billing.Application.Plans;

/// <summary>What a browser needs to talk to Stripe itself.</summary>
public sealed record GetBillingConfig : IRequest<BillingConfig>;

/// <summary>What a browser needs to talk to Stripe itself.</summary>
/// <param name="PublishableKey">Stripe's publishable key; public by design.</param>
public sealed record BillingConfig(string PublishableKey);

internal sealed class GetBillingConfigHandler(IStripePublicSettings stripe) : IRequestHandler<GetBillingConfig, BillingConfig>
{
    public Task<BillingConfig> Handle(GetBillingConfig request, CancellationToken cancellationToken) =>
        Task.FromResult(new BillingConfig(stripe.PublishableKey));
}
