using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Collects payments again; also goes on with a subscription that Stripe paused because its trial ended without a card.</summary>
public sealed record ResumeSubscription : IRequest<SubscriptionDetails>;

internal sealed class ResumeSubscriptionHandler : IRequestHandler<ResumeSubscription, SubscriptionDetails>
{
    public Task<SubscriptionDetails> Handle(ResumeSubscription request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
