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

internal sealed class PreviewQuantityChangeHandler(ICurrentUser user, SubscriptionDecision decision, PlanTargets targets, PlanChangePreviewer previewer)
    : IRequestHandler<PreviewQuantityChange, ChangePreview>
{
    public Task<ChangePreview> Handle(PreviewQuantityChange request, CancellationToken cancellationToken) => decision.MakeAsync(
        user.Id,
        async row => await previewer.PreviewAsync(await targets.OfQuantityAsync(row, request.Quantity, cancellationToken), cancellationToken),
        cancellationToken);
}
