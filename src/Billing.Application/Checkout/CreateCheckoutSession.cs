using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Plans;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Plans;
using FluentValidation;
using MediatR;

namespace Billing.Application.Checkout;

/// <summary>Opens Stripe's hosted page on which the user subscribes to a plan.</summary>
/// <param name="PlanId" example="pro">The plan's id or its code.</param>
/// <param name="Interval" example="month">How often to pay; every month when left out.</param>
/// <param name="SuccessUrl" example="http://127.0.0.1:5080/checkout/success?session_id={CHECKOUT_SESSION_ID}">
/// Where the page leads after paying; an origin the operator allows. <c>{CHECKOUT_SESSION_ID}</c> in it is filled in.
/// </param>
/// <param name="CancelUrl" example="http://127.0.0.1:5080/checkout/cancel">Where the page leads without paying; an origin the operator allows.</param>
/// <param name="Quantity" example="1">Seats, for a price that is per seat; one when left out.</param>
public sealed record CreateCheckoutSession(string PlanId, BillingInterval? Interval, string SuccessUrl, string CancelUrl, long? Quantity = null)
    : IRequest<CreatedCheckoutSession>, IIdempotentRequest;

/// <summary>A checkout that waits for the user.</summary>
/// <param name="SessionId">Stripe's id of the session.</param>
/// <param name="Url">The hosted page.</param>
public sealed record CreatedCheckoutSession(string SessionId, string Url);

internal sealed class CreateCheckoutSessionValidator : AbstractValidator<CreateCheckoutSession>
{
    public CreateCheckoutSessionValidator(ReturnUrls returnUrls)
    {
        RuleFor(r => r.PlanId).NotEmpty().MaximumLength(100);
        RuleFor(r => r.Interval).IsInEnum();
        RuleFor(r => r.Quantity).IsQuantity();
        RuleFor(r => r.SuccessUrl).Must(returnUrls.IsAllowed).WithMessage(ReturnUrls.Refusal);
        RuleFor(r => r.CancelUrl).Must(returnUrls.IsAllowed).WithMessage(ReturnUrls.Refusal);
    }
}

internal sealed class CreateCheckoutSessionHandler(
    ICurrentUser user, PlanPrices prices, SubscriptionGuard guard, TrialOffer trials, CheckoutOpener checkouts)
    : IRequestHandler<CreateCheckoutSession, CreatedCheckoutSession>
{
    public async Task<CreatedCheckoutSession> Handle(CreateCheckoutSession request, CancellationToken cancellationToken)
    {
        PlanPrice price = await prices.FindOfferedAsync(request.PlanId, request.Interval ?? BillingInterval.Month, cancellationToken);
        long quantity = Seats.Of(price, request.Quantity);
        await guard.EnsureNoneAsync(user.Id, cancellationToken);
        int? trialDays = await trials.DaysAsync(user.Id, price, cancellationToken);
        var order = new CheckoutOrder(
            user.Id, price.Id, price.StripePriceId, quantity, trialDays, trials.NeedCard, request.SuccessUrl, request.CancelUrl);
        CheckoutSession session = await checkouts.OpenAsync(order, cancellationToken);
        return new CreatedCheckoutSession(session.StripeSessionId!, session.Url!);
    }
}
