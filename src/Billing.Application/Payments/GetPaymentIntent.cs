using MediatR;

namespace Billing.Application.Payments;

/// <summary>Tells the page a person sees after a one-time payment how it stands, in line with Stripe.</summary>
/// <param name="PaymentIntentId">Stripe's id of the intent.</param>
public sealed record GetPaymentIntent(string PaymentIntentId) : IRequest<PaymentDetails>;
