using Billing.Application.Behaviours;
using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Ends a user's subscription at once; for operators.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Refund">Pay its last payment back.</param>
/// <param name="ActorId">The operator.</param>
public sealed record EndSubscription(Guid Id, bool Refund, Guid ActorId) : IRequest<EndedSubscription>, IIdempotentRequest;

/// <summary>A subscription that an operator ended.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeSubscriptionId">Stripe's id.</param>
/// <param name="Status">Stripe's status now.</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="RefundedCents">What goes back, in minor units; null for nothing.</param>
/// <param name="Currency">Lowercase ISO 4217 code of the amount; null for nothing.</param>
public sealed record EndedSubscription(
    Guid Id, string StripeSubscriptionId, SubscriptionStatus Status, DateTime? EndedAt, long? RefundedCents, string? Currency);

internal sealed class EndSubscriptionHandler : IRequestHandler<EndSubscription, EndedSubscription>
{
    public Task<EndedSubscription> Handle(EndSubscription request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
