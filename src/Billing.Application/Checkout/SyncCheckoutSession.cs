using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Checkout;

/// <summary>Brings a checkout in line. What it made arrives by events of its own.</summary>
[StripeEvent(
    "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed")]
public sealed record SyncCheckoutSession(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncCheckoutSessionHandler(CheckoutSessionMirror sessions) : IRequestHandler<SyncCheckoutSession, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncCheckoutSession request, CancellationToken cancellationToken) =>
        sessions.ApplyAsync(request.StripeEvent, cancellationToken);
}
