using AutoMapper;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Mirroring;
using Billing.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>Tells the page a person sees after a one-time payment how it stands, in line with Stripe.</summary>
/// <param name="PaymentIntentId">Stripe's id of the intent.</param>
public sealed record GetPaymentIntent(string PaymentIntentId) : IRequest<PaymentDetails>;

internal sealed class GetPaymentIntentValidator : AbstractValidator<GetPaymentIntent>
{
    public GetPaymentIntentValidator() => RuleFor(r => r.PaymentIntentId).NotEmpty().MaximumLength(255);
}

internal sealed class GetPaymentIntentHandler(
    ICurrentUser user,
    IBillingDbContext db,
    IUnitOfWork unitOfWork,
    IStripeGateway stripe,
    PaymentIntentMirror intents,
    ChargeMirror charges,
    IMapper mapper) : IRequestHandler<GetPaymentIntent, PaymentDetails>
{
    public async Task<PaymentDetails> Handle(GetPaymentIntent request, CancellationToken cancellationToken)
    {
        PaymentTransaction payment = await FindAsync(request, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "payment_not_found", "You have no such payment.");
        if (payment.IntentStatus is not (PaymentIntentStatus.Succeeded or PaymentIntentStatus.Canceled))
        {
            await unitOfWork.RunAsync(ct => intents.RefreshAsync(request.PaymentIntentId, ct), cancellationToken);
            payment = await FindAsync(request, cancellationToken) ?? payment;
        }

        if (payment is { PaymentMethod: null, IntentStatus: not PaymentIntentStatus.Canceled })
        {
            await unitOfWork.RunAsync(
                async ct => await charges.TakeAsync(await stripe.GetLatestChargeAsync(request.PaymentIntentId, ct), ct), cancellationToken);
            payment = await FindAsync(request, cancellationToken) ?? payment;
        }

        return mapper.Map<PaymentDetails>(payment);
    }

    private Task<PaymentTransaction?> FindAsync(GetPaymentIntent request, CancellationToken cancellationToken) => db.Payments
        .AsNoTracking()
        .SingleOrDefaultAsync(p => p.StripePaymentIntentId == request.PaymentIntentId && p.UserId == user.Id, cancellationToken);
}
