using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

internal sealed class ListDuplicateSubscriptionsHandler(IBillingDbContext db, IUserDirectory users)
    : IRequestHandler<ListDuplicateSubscriptions, DuplicateSubscriptionList>
{
    public async Task<DuplicateSubscriptionList> Handle(ListDuplicateSubscriptions request, CancellationToken cancellationToken)
    {
        var found = await (
            from s in db.Subscriptions.AsNoTracking()
            where s.DuplicateOf != null
            join plan in db.Plans on s.PlanId equals plan.Id into plans
            from plan in plans.DefaultIfEmpty()
            orderby s.CreatedAt descending, s.Id descending
            select new { Row = s, PlanName = plan == null ? null : plan.Name }).ToListAsync(cancellationToken);
        IReadOnlyDictionary<Guid, string> emails = await users.EmailsOfAsync([.. found.Select(f => f.Row.UserId).Distinct()], cancellationToken);
        return new DuplicateSubscriptionList(
            [.. found.Select(f => Of(f.Row, emails.GetValueOrDefault(f.Row.UserId), f.PlanName))]);
    }

    private static DuplicateSubscription Of(UserSubscription s, string? email, string? planName) =>
        new(s.Id, s.StripeSubscriptionId, s.UserId, email, planName, s.Status, s.CreatedAt, s.DuplicateOf!.Value);
}
