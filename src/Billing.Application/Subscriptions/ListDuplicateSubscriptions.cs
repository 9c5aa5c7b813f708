using Billing.Domain.Subscriptions;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>The live subscriptions that stand beside their user's current one; for operators.</summary>
public sealed record ListDuplicateSubscriptions : IRequest<DuplicateSubscriptionList>;

/// <summary>The live subscriptions that stand beside their user's current one, newest first.</summary>
/// <param name="Subscriptions">All of them.</param>
public sealed record DuplicateSubscriptionList(IReadOnlyList<DuplicateSubscription> Subscriptions);

/// <summary>A live subscription beside the one that counts.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeSubscriptionId">Stripe's id.</param>
/// <param name="UserId">The user who pays twice.</param>
/// <param name="Email">The user's address.</param>
/// <param name="PlanName">The name of its plan; null when its price is none of ours.</param>
/// <param name="Status">Stripe's status.</param>
/// <param name="CreatedAt">When Stripe created it (UTC).</param>
/// <param name="DuplicateOf">Our id of the one that counts.</param>
public sealed record DuplicateSubscription(
    Guid Id, string StripeSubscriptionId, Guid UserId, string? Email, string? PlanName, SubscriptionStatus Status, DateTime CreatedAt, Guid DuplicateOf);

internal sealed class ListDuplicateSubscriptionsHandler : IRequestHandler<ListDuplicateSubscriptions, DuplicateSubscriptionList>
{
    public Task<DuplicateSubscriptionList> Handle(ListDuplicateSubscriptions request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
