using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Takes a change back that is planned or waits for its payment. Without one nothing happens.</summary>
public sealed record TakeBackPlanChange : IRequest<SubscriptionDetails>;

internal sealed class TakeBackPlanChangeHandler : IRequestHandler<TakeBackPlanChange, SubscriptionDetails>
{
    public Task<SubscriptionDetails> Handle(TakeBackPlanChange request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
