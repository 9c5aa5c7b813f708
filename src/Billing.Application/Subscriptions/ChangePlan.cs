using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Moves the subscription to another plan or interval: dearer ones at once, cheaper ones as the operator has set.</summary>
/// <param name="PlanId" example="team">The plan's id or its code.</param>
/// <param name="Interval" example="month">How often to pay; as now when left out.</param>
/// <param name="Quantity" example="3">Seats; as now when left out, where the plan has seats.</param>
/// <param name="ProrationDate" example="2026-11-24T12:00:00Z">The preview's <c>proration_date</c>: what it showed is what is charged.</param>
public sealed record ChangePlan(string PlanId, BillingInterval? Interval, long? Quantity, DateTimeOffset? ProrationDate)
    : IRequest<SubscriptionDetails>, IIdempotentRequest;

internal sealed class ChangePlanValidator : AbstractValidator<ChangePlan>
{
    public ChangePlanValidator()
    {
        RuleFor(r => r.PlanId).NotEmpty().MaximumLength(100);
        RuleFor(r => r.Interval).IsInEnum();
        RuleFor(r => r.Quantity).IsQuantity();
    }
}

internal sealed class ChangePlanHandler(
    ICurrentUser user, SubscriptionDecision decision, PlanTargets targets, PlanChanger changer, SubscriptionView view)
    : IRequestHandler<ChangePlan, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(ChangePlan request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(
            user.Id,
            async row =>
            {
                PlanTarget target = await targets.OfPlanAsync(row, request.PlanId, request.Interval, request.Quantity, cancellationToken);
                await changer.ApplyAsync(target, request.ProrationDate?.UtcDateTime, cancellationToken);
            },
            cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
