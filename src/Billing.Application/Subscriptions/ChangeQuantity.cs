using Billing.Application.Behaviours;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Sets the number of seats: more at once, fewer as the operator has set for downgrades.</summary>
/// <param name="Quantity" example="5">Seats.</param>
/// <param name="ProrationDate" example="2026-11-24T12:00:00Z">The preview's <c>proration_date</c>: what it showed is what is charged.</param>
public sealed record ChangeQuantity(long Quantity, DateTime? ProrationDate) : IRequest<SubscriptionDetails>, IIdempotentRequest;

internal sealed class ChangeQuantityValidator : AbstractValidator<ChangeQuantity>
{
    public ChangeQuantityValidator() => RuleFor(r => r.Quantity).IsQuantity();
}

internal sealed class ChangeQuantityHandler : IRequestHandler<ChangeQuantity, SubscriptionDetails>
{
    public Task<SubscriptionDetails> Handle(ChangeQuantity request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
