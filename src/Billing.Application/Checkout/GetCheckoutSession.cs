using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Checkout;

/// <summary>Tells the page a person sees after paying how the checkout stands, in line with Stripe.</summary>
/// <param name="SessionId">Stripe's id of the session.</param>
public sealed record GetCheckoutSession(string SessionId) : IRequest<CheckoutSessionState>;

/// <summary>How a checkout stands.</summary>
/// <param name="Status">open, complete or expired.</param>
/// <param name="Subscription">The user's subscription as it is now.</param>
public sealed record CheckoutSessionState(CheckoutSessionStatus Status, SubscriptionDetails Subscription);

internal sealed class GetCheckoutSessionValidator : AbstractValidator<GetCheckoutSession>
{
    public GetCheckoutSessionValidator() => RuleFor(r => r.SessionId).NotEmpty().MaximumLength(255);
}

internal sealed class GetCheckoutSessionHandler(
    ICurrentUser user, IBillingDbContext db, CheckoutInspection inspection, SubscriptionView view)
    : IRequestHandler<GetCheckoutSession, CheckoutSessionState>
{
    public async Task<CheckoutSessionState> Handle(GetCheckoutSession request, CancellationToken cancellationToken)
    {
        CheckoutSession session = await db.CheckoutSessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.StripeSessionId == request.SessionId && s.UserId == user.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "checkout_session_not_found", "You have no such checkout.");
        if (!await IsInLineAsync(session, cancellationToken))
        {
            session = await inspection.LookAsync(session.Id, cancellationToken);
        }

        return new CheckoutSessionState(session.Status, await view.OfAsync(user.Id, cancellationToken));
    }

    /// <summary>A checkout that is over does not change again; of a paid one, the subscription must be here too.</summary>
    private async Task<bool> IsInLineAsync(CheckoutSession session, CancellationToken cancellationToken) =>
        session.Status == CheckoutSessionStatus.Expired
        || (session.Status == CheckoutSessionStatus.Complete
            && await db.Subscriptions.AnyAsync(
                s => s.UserId == session.UserId && s.IsCurrent && s.PlanPriceId == session.PlanPriceId, cancellationToken));
}
