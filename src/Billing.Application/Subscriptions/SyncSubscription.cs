using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Brings a subscription in line.</summary>
[StripeEvent("customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted")]
public sealed record SyncSubscription(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncSubscriptionHandler(SubscriptionMirror subscriptions) : IRequestHandler<SyncSubscription, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncSubscription request, CancellationToken cancellationToken) =>
        subscriptions.ApplyAsync(request.StripeEvent, cancellationToken);
}
