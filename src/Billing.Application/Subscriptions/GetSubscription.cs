using Billing.Application.Abstractions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>What the user is subscribed to; the free plan when to nothing else.</summary>
public sealed record GetSubscription : IRequest<SubscriptionDetails>;

internal sealed class GetSubscriptionHandler(ICurrentUser user, SubscriptionView view) : IRequestHandler<GetSubscription, SubscriptionDetails>
{
    public Task<SubscriptionDetails> Handle(GetSubscription request, CancellationToken cancellationToken) =>
        view.OfAsync(user.Id, cancellationToken);
}
