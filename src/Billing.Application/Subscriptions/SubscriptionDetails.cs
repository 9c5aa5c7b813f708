using AutoMapper;
using Billing.Application.Plans;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>What a user is subscribed to; the free plan when to nothing else.</summary>
/// <param name="Id">Our id of the subscription; null on the free plan.</param>
/// <param name="Plan">The plan; null when the subscription's price belongs to none of ours.</param>
/// <param name="Price">What it costs; null on the free plan, or when the price is none of ours.</param>
/// <param name="Status">Stripe's status; null on the free plan.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="CurrentPeriodStart">Start of the period that is paid or being paid (UTC).</param>
/// <param name="CurrentPeriodEnd">End of the period that is paid or being paid (UTC).</param>
/// <param name="CancelAtPeriodEnd">It ends when the period does.</param>
/// <param name="CancelAt">The moment at which it is going to end (UTC); null for none.</param>
/// <param name="TrialEnd">End of the trial (UTC); null without one.</param>
public sealed record SubscriptionDetails(
    Guid? Id,
    SubscribedPlan? Plan,
    PlanPriceDetails? Price,
    SubscriptionStatus? Status,
    long Quantity,
    DateTime? CurrentPeriodStart,
    DateTime? CurrentPeriodEnd,
    bool CancelAtPeriodEnd,
    DateTime? CancelAt,
    DateTime? TrialEnd)
{
    /// <summary>Nothing is paid for.</summary>
    internal static SubscriptionDetails Free(SubscribedPlan? plan) => new(null, plan, null, null, 1, null, null, false, null, null);

    /// <summary>A subscription with its plan and price.</summary>
    internal static SubscriptionDetails Of(UserSubscription s, SubscribedPlan? plan, PlanPriceDetails? price) => new(
        s.Id, plan, price, s.Status, s.Quantity, s.CurrentPeriodStart, s.CurrentPeriodEnd, s.CancelAtPeriodEnd, s.CancelAt, s.TrialEnd);
}

/// <summary>The plan of a subscription.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Code">The stable short name, <c>pro</c> for example.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Features">What it entitles to.</param>
public sealed record SubscribedPlan(Guid Id, string Code, string Name, string? Description, IReadOnlyList<string> Features)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, SubscribedPlan>();
    }
}
