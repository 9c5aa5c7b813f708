using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Lets a subscription go on that was to end. One that was not to end goes on anyway.</summary>
public sealed record TakeBackCancellation : IRequest<SubscriptionDetails>;

internal sealed class TakeBackCancellationHandler : IRequestHandler<TakeBackCancellation, SubscriptionDetails>
{
    public Task<SubscriptionDetails> Handle(TakeBackCancellation request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
