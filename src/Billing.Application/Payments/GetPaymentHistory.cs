using AutoMapper;
using Billing.Application.Abstractions;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using FluentValidation;
using MediatR;

namespace Billing.Application.Payments;

/// <summary>The user's payments, newest first.</summary>
/// <param name="Limit">How many at most, 1 to 100; 50 when left out.</param>
/// <param name="Offset">How many to skip; its cost grows with it, unlike the cursor's.</param>
/// <param name="Cursor">Where the page before ended: its <c>next_cursor</c>.</param>
/// <param name="Status">Only payments of this status, in snake case.</param>
/// <param name="From">Only payments created at this moment or later (UTC).</param>
/// <param name="To">Only payments created before this moment (UTC).</param>
public sealed record GetPaymentHistory(int? Limit, int? Offset, string? Cursor, string? Status, DateTime? From, DateTime? To)
    : IRequest<PaymentHistory>;

/// <summary>A page of payments.</summary>
/// <param name="Transactions">The payments, newest first.</param>
/// <param name="Total">How many the user has in all; null when a filter is set, because counting costs more than the page.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record PaymentHistory(IReadOnlyList<PaymentDetails> Transactions, long? Total, string? NextCursor);

/// <summary>A payment as its user sees it.</summary>
/// <param name="Id">Our id.</param>
/// <param name="AmountCents">The amount asked for, in minor units of the currency.</param>
/// <param name="AmountRefundedCents">What was paid back so far, in minor units.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">What the payment is to its user.</param>
/// <param name="PaymentMethod">The card's brand, or the kind of payment method.</param>
/// <param name="PaymentMethodLast4">The last four digits of the card or account.</param>
/// <param name="Description">What it was for.</param>
/// <param name="FailureReason">Why the latest attempt failed; null when it is paid or none failed.</param>
/// <param name="PaidAt">When it was paid (UTC).</param>
/// <param name="RefundedAt">When the first money went back (UTC).</param>
/// <param name="CreatedAt">When it was begun (UTC).</param>
/// <param name="DiscountCents">What discounts took off, in minor units; the amount is what was left to pay.</param>
/// <param name="DisputeStatus">How it stands with the payer's bank; null while nobody questions it.</param>
/// <param name="ReceiptUrl">Stripe's receipt page; null before it is paid.</param>
public sealed record PaymentDetails(
    Guid Id,
    long AmountCents,
    long AmountRefundedCents,
    string Currency,
    PaymentStatus Status,
    string? PaymentMethod,
    string? PaymentMethodLast4,
    string? Description,
    string? FailureReason,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    DateTime CreatedAt,
    long DiscountCents,
    DisputeStanding? DisputeStatus,
    string? ReceiptUrl)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PaymentTransaction, PaymentDetails>();
    }
}

internal sealed class GetPaymentHistoryValidator : AbstractValidator<GetPaymentHistory>
{
    public GetPaymentHistoryValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
        RuleFor(r => r.Offset).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Offset).Null().When(r => r.Cursor is not null).WithMessage("Use either 'offset' or 'cursor'.");
        RuleFor(r => r.Cursor).Must(c => PaymentCursor.TryParse(c!, out _)).When(r => r.Cursor is not null)
            .WithMessage("Must be the 'next_cursor' of a page.");
        RuleFor(r => r.Status).Must(s => PaymentStatusNames.TryParse(s!, out _)).When(r => r.Status is not null)
            .WithMessage("Must be one of: " + string.Join(", ", PaymentStatusNames.All) + ".");
        RuleFor(r => r.To).GreaterThan(r => r.From).When(r => r.From is not null && r.To is not null);
    }
}

internal sealed class GetPaymentHistoryHandler(ICurrentUser user, IPaymentHistoryReader history)
    : IRequestHandler<GetPaymentHistory, PaymentHistory>
{
    private const int DefaultLimit = 50;

    public async Task<PaymentHistory> Handle(GetPaymentHistory request, CancellationToken cancellationToken)
    {
        Guid userId = user.Id;
        int limit = request.Limit ?? DefaultLimit;
        PaymentStatus? status = request.Status is { } name && PaymentStatusNames.TryParse(name, out PaymentStatus named) ? named : null;

        // One more than is shown tells whether a page follows.
        IReadOnlyList<PaymentDetails> rows = await history.ReadAsync(
            new PaymentHistoryPart(
                userId, limit + 1, request.Offset ?? 0, PaymentPages.PlaceOf(request.Cursor), status, request.From, request.To),
            cancellationToken);
        bool isFiltered = request is not { Status: null, From: null, To: null };
        long? total = isFiltered ? null : await history.CountAsync(userId, cancellationToken);
        if (rows.Count <= limit)
        {
            return new PaymentHistory(rows, total, null);
        }

        PaymentDetails last = rows[limit - 1];
        return new PaymentHistory([.. rows.Take(limit)], total, new PaymentCursor(last.CreatedAt, last.Id).ToString());
    }
}
