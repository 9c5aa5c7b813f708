using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Payments;

/// <summary>Brings a payment intent in line.</summary>
[StripeEvent(
    "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled", "payment_intent.processing",
    "payment_intent.requires_action")]
public sealed record SyncPaymentIntent(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncPaymentIntentHandler(PaymentIntentMirror intents) : IRequestHandler<SyncPaymentIntent, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncPaymentIntent request, CancellationToken cancellationToken) =>
        intents.ApplyAsync(request.StripeEvent, cancellationToken);
}
