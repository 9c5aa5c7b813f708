using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Sets the number of seats: more at once, fewer as the operator has set for downgrades.</summary>
/// <param name="Quantity" example="5">Seats.</param>
/// <param name="ProrationDate" example="2026-11-24T12:00:00Z">The preview's <c>proration_date</c>: what it showed is what is charged.</param>
public sealed record ChangeQuantity(long Quantity, DateTimeOffset? ProrationDate) : IRequest<SubscriptionDetails>, IIdempotentRequest;

internal sealed class ChangeQuantityValidator : AbstractValidator<ChangeQuantity>
{
    public ChangeQuantityValidator() => RuleFor(r => r.Quantity).IsQuantity();
}

internal sealed class ChangeQuantityHandler(
    ICurrentUser user, SubscriptionDecision decision, PlanTargets targets, PlanChanger changer, SubscriptionView view)
    : IRequestHandler<ChangeQuantity, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(ChangeQuantity request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(
            user.Id,
            async row =>
            {
                PlanTarget target = await targets.OfQuantityAsync(row, request.Quantity, cancellationToken);
                await changer.ApplyAsync(target, request.ProrationDate?.UtcDateTime, cancellationToken);
            },
            cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
