using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

internal sealed class GetPaymentHistoryHandler(ICurrentUser user, IBillingDbContext db, IMapper mapper)
    : IRequestHandler<GetPaymentHistory, PaymentHistory>
{
    private const int DefaultLimit = 50;

    public async Task<PaymentHistory> Handle(GetPaymentHistory request, CancellationToken cancellationToken)
    {
        int limit = request.Limit ?? DefaultLimit;
        IQueryable<PaymentTransaction> mine = Filter(db.Payments.AsNoTracking().Where(p => p.UserId == user.Id), request);

        List<PaymentDetails> rows = await Page(mine, request.Offset ?? 0, limit + 1)
            .ProjectTo<PaymentDetails>(mapper.ConfigurationProvider)
            .ToListAsync(cancellationToken);

        bool hasMore = rows.Count > limit;
        List<PaymentDetails> transactions = hasMore ? rows[..limit] : rows;
        return new PaymentHistory(
            transactions,
            await TotalAsync(request, cancellationToken),
            hasMore ? new PaymentCursor(transactions[^1].CreatedAt, transactions[^1].Id).ToString() : null);
    }

    /// <summary>With one more than is shown, which tells whether a page follows.</summary>
    private IQueryable<PaymentTransaction> Page(IQueryable<PaymentTransaction> mine, int offset, int count)
    {
        if (offset == 0)
        {
            return mine.NewestFirst().Take(count);
        }

        // The index gives the ids of the page without touching the rows that an offset skips.
        IQueryable<Guid> page = mine.NewestFirst().Skip(offset).Take(count).Select(p => p.Id);
        return db.Payments.AsNoTracking().Where(p => page.Contains(p.Id)).NewestFirst();
    }

    private static IQueryable<PaymentTransaction> Filter(IQueryable<PaymentTransaction> payments, GetPaymentHistory request)
    {
        payments = payments.Behind(PaymentPages.PlaceOf(request.Cursor));
        if (request.Status is { } name && PaymentStatusNames.TryParse(name, out PaymentStatus status))
        {
            payments = payments.Where(p => p.Status == status);
        }

        if (request.From is { } from)
        {
            payments = payments.Where(p => p.CreatedAt >= from);
        }

        return request.To is { } to ? payments.Where(p => p.CreatedAt < to) : payments;
    }

    private async Task<long?> TotalAsync(GetPaymentHistory request, CancellationToken cancellationToken) =>
        request is { Status: null, From: null, To: null }
            ? await db.PaymentCounts.Where(c => c.UserId == user.Id).Select(c => c.Total).FirstOrDefaultAsync(cancellationToken)
            : null;
}
