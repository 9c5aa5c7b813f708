using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Collects payments again; also goes on with a subscription that Stripe paused because its trial ended without a card.</summary>
public sealed record ResumeSubscription : IRequest<SubscriptionDetails>;

internal sealed class ResumeSubscriptionHandler(
    ICurrentUser user, SubscriptionDecision decision, CollectionPause pause, SubscriptionView view)
    : IRequestHandler<ResumeSubscription, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(ResumeSubscription request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(user.Id, row => pause.EndAsync(row, cancellationToken), cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
