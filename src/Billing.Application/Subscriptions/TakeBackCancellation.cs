using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Lets a subscription go on that was to end. One that was not to end goes on anyway.</summary>
public sealed record TakeBackCancellation : IRequest<SubscriptionDetails>;

internal sealed class TakeBackCancellationHandler(
    ICurrentUser user, SubscriptionDecision decision, SubscriptionCancellation cancellation, SubscriptionView view)
    : IRequestHandler<TakeBackCancellation, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(TakeBackCancellation request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(user.Id, row => cancellation.TakeBackAsync(row, cancellationToken), cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
