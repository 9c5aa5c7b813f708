using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Collects payments again; also goes on with a subscription that Stripe paused because its trial ended without a card.</summary>
public sealed record ResumeSubscription : IRequest<SubscriptionDetails>;

internal sealed class ResumeSubscriptionHandler(
    ICurrentUser user, SubscriptionInspection inspection, CollectionPause pause, SubscriptionView view)
    : IRequestHandler<ResumeSubscription, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(ResumeSubscription request, CancellationToken cancellationToken)
    {
        UserSubscription row = await inspection.CurrentAsync(user.Id, cancellationToken);
        await pause.EndAsync(row, cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
