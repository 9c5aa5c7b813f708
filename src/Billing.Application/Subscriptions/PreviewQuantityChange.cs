using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Tells what another number of seats would cost, by Stripe's reckoning; nothing changes.</summary>
/// <param name="Quantity">Seats.</param>
public sealed record PreviewQuantityChange(long Quantity) : IRequest<ChangePreview>;

internal sealed class PreviewQuantityChangeValidator : AbstractValidator<PreviewQuantityChange>
{
    public PreviewQuantityChangeValidator() => RuleFor(r => r.Quantity).IsQuantity();
}

internal sealed class PreviewQuantityChangeHandler(ICurrentUser user, SubscriptionInspection inspection, PlanTargets targets, PlanChangePreviewer previewer)
    : IRequestHandler<PreviewQuantityChange, ChangePreview>
{
    public async Task<ChangePreview> Handle(PreviewQuantityChange request, CancellationToken cancellationToken)
    {
        UserSubscription row = await inspection.CurrentAsync(user.Id, cancellationToken);
        PlanTarget target = await targets.OfQuantityAsync(row, request.Quantity, cancellationToken);
        return await previewer.PreviewAsync(target, cancellationToken);
    }
}
