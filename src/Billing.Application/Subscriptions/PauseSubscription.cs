using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Stops collecting payments for a while: invoices of that time are taken back.</summary>
/// <param name="ResumesAt" example="2027-02-01T00:00:00Z">When payments are collected again; when somebody resumes it when left out.</param>
public sealed record PauseSubscription(DateTimeOffset? ResumesAt) : IRequest<SubscriptionDetails>;

internal sealed class PauseSubscriptionValidator : AbstractValidator<PauseSubscription>
{
    public PauseSubscriptionValidator(IBillingClock clock) =>
        RuleFor(r => r.ResumesAt).GreaterThan(_ => new DateTimeOffset(clock.UtcNow)).When(r => r.ResumesAt is not null).WithMessage("Must be in the future.");
}

internal sealed class PauseSubscriptionHandler(
    ICurrentUser user, SubscriptionDecision decision, CollectionPause pause, SubscriptionView view)
    : IRequestHandler<PauseSubscription, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(PauseSubscription request, CancellationToken cancellationToken)
    {
        await decision.MakeAsync(user.Id, row => pause.BeginAsync(row, request.ResumesAt?.UtcDateTime, cancellationToken), cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
