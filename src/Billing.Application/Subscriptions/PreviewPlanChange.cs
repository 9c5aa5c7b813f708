using Billing.Application.Abstractions;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Tells what a change of plan would cost, by Stripe's reckoning; nothing changes.</summary>
/// <param name="PlanId">The plan's id or its code.</param>
/// <param name="Interval">How often to pay; as now when left out.</param>
/// <param name="Quantity">Seats; as now when left out, where the plan has seats.</param>
public sealed record PreviewPlanChange(string PlanId, BillingInterval? Interval, long? Quantity) : IRequest<ChangePreview>;

internal sealed class PreviewPlanChangeValidator : AbstractValidator<PreviewPlanChange>
{
    public PreviewPlanChangeValidator()
    {
        RuleFor(r => r.PlanId).NotEmpty().MaximumLength(100);
        RuleFor(r => r.Interval).IsInEnum();
        RuleFor(r => r.Quantity).IsQuantity();
    }
}

internal sealed class PreviewPlanChangeHandler(ICurrentUser user, SubscriptionDecision decision, PlanTargets targets, PlanChangePreviewer previewer)
    : IRequestHandler<PreviewPlanChange, ChangePreview>
{
    public Task<ChangePreview> Handle(PreviewPlanChange request, CancellationToken cancellationToken) => decision.MakeAsync(
        user.Id,
        async row => await previewer.PreviewAsync(await targets.OfPlanAsync(row, request.PlanId, request.Interval, request.Quantity, cancellationToken), cancellationToken),
        cancellationToken);
}
