using Billing.Application.Behaviours;
using Billing.Domain.Refunds;
using FluentValidation;
using MediatR;

namespace Billing.Application.Refunds;

/// <summary>Gives money back; for operators.</summary>
/// <param name="TransactionId" example="0199f0a2-3c4d-7e5f-8a6b-9c0d1e2f3a4b">Our id of the payment.</param>
/// <param name="AmountCents" example="500">How much, in minor units of the payment's currency; everything that is left when left out.</param>
/// <param name="Reason" example="requested_by_customer"><c>duplicate</c>, <c>fraudulent</c> or <c>requested_by_customer</c>.</param>
public sealed record CreateRefund(Guid TransactionId, long? AmountCents, string Reason) : IRequest<RefundDetails>, IIdempotentRequest;

/// <summary>Money that goes back.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeRefundId">Stripe's id.</param>
/// <param name="TransactionId">Our id of the payment.</param>
/// <param name="AmountCents">The amount, in minor units of the currency.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">How it stands at Stripe.</param>
/// <param name="Reason">Stripe's word for the reason; null when none was given.</param>
/// <param name="FailureReason">Stripe's word for why it failed; null when it did not.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
public sealed record RefundDetails(
    Guid Id,
    string StripeRefundId,
    Guid TransactionId,
    long AmountCents,
    string Currency,
    RefundStatus Status,
    string? Reason,
    string? FailureReason,
    DateTime CreatedAt);

internal sealed class CreateRefundValidator : AbstractValidator<CreateRefund>
{
    /// <summary>The reasons that Stripe takes.</summary>
    private static readonly string[] Reasons = ["duplicate", "fraudulent", "requested_by_customer"];

    public CreateRefundValidator()
    {
        RuleFor(r => r.TransactionId).NotEmpty();
        RuleFor(r => r.AmountCents).GreaterThan(0);
        RuleFor(r => r.Reason).Must(Reasons.Contains).WithMessage("Must be one of: " + string.Join(", ", Reasons) + ".");
    }
}

internal sealed class CreateRefundHandler(RefundIssuer refunds, IdempotentOperation operation) : IRequestHandler<CreateRefund, RefundDetails>
{
    public async Task<RefundDetails> Handle(CreateRefund request, CancellationToken cancellationToken)
    {
        Refund refund = await refunds.IssueAsync(
            new RefundOrder(request.TransactionId, request.AmountCents, request.Reason, operation.Id), cancellationToken);
        return new RefundDetails(
            refund.Id,
            refund.StripeRefundId!,
            request.TransactionId,
            refund.AmountCents,
            refund.Currency,
            refund.Status,
            refund.Reason,
            refund.FailureReason,
            refund.CreatedAt);
    }
}
