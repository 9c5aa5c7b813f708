using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Domain.Payments;
using FluentValidation;
using MediatR;

namespace Billing.Application.Payments;

/// <summary>Begins a one-time payment, which the browser then confirms with Stripe.</summary>
/// <param name="AmountCents" example="1999">The amount in minor units as Stripe counts them: whole yen for JPY, but hundredths for ISK and UGX, in whole hundreds.</param>
/// <param name="Currency" example="usd">ISO 4217 code, in any case.</param>
/// <param name="Description" example="Extra seats for November">What it is for, as the payer will read it; at most 500 characters.</param>
public sealed record CreatePaymentIntent(long AmountCents, string Currency, string? Description)
    : IRequest<CreatedPaymentIntent>, IIdempotentRequest;

/// <summary>A payment that waits to be confirmed.</summary>
/// <param name="ClientSecret">Lets the payer's browser confirm this payment; keep it to that browser.</param>
/// <param name="PaymentIntentId">Stripe's id of the intent.</param>
public sealed record CreatedPaymentIntent(string ClientSecret, string PaymentIntentId);

internal sealed class CreatePaymentIntentValidator : AbstractValidator<CreatePaymentIntent>
{
    public CreatePaymentIntentValidator(PaymentAmounts amounts)
    {
        RuleFor(r => r.Currency).Must(PaymentAmounts.IsKnown).WithMessage("Must be the ISO 4217 code of a currency that Stripe takes.");
        RuleFor(r => r.AmountCents).Custom((amount, context) =>
        {
            if (amounts.RefusalOf(amount, context.InstanceToValidate.Currency) is { } refusal)
            {
                context.AddFailure(refusal);
            }
        });
        RuleFor(r => r.Description).MaximumLength(500);
    }
}

internal sealed class CreatePaymentIntentHandler(ICurrentUser user, IdempotentOperation operation, PaymentStarter payments)
    : IRequestHandler<CreatePaymentIntent, CreatedPaymentIntent>
{
    public async Task<CreatedPaymentIntent> Handle(CreatePaymentIntent request, CancellationToken cancellationToken)
    {
        var payment = new PaymentOrder(user.Id, request.AmountCents, request.Currency.ToLowerInvariant(), request.Description);
        PaymentIntentSnapshot intent = await payments.StartAsync(payment, operation.Id, cancellationToken);
        return new CreatedPaymentIntent(
            intent.ClientSecret ?? throw new InvalidOperationException($"Stripe gave no client secret for {intent.Id}."), intent.Id);
    }
}
