using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Takes a change back that is planned or waits for its payment. Without one nothing happens.</summary>
public sealed record TakeBackPlanChange : IRequest<SubscriptionDetails>;

internal sealed class TakeBackPlanChangeHandler(
    ICurrentUser user, IdempotentOperation operation, SubscriptionDecision decision, PendingChanges pending, SubscriptionView view)
    : IRequestHandler<TakeBackPlanChange, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(TakeBackPlanChange request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(user.Id, row => pending.DropAsync(row, operation.Id, cancellationToken), cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
