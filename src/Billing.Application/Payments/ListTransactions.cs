using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>The payments of all users, newest first; for operators.</summary>
/// <param name="Email">Only payments of the account with this address.</param>
/// <param name="UserId">Only payments of this user.</param>
/// <param name="Status">Only payments of this status, in snake case.</param>
/// <param name="Cursor">Where the page before ended: its <c>next_cursor</c>.</param>
/// <param name="Limit">How many at most, 1 to 100; 50 when left out.</param>
public sealed record ListTransactions(string? Email, Guid? UserId, string? Status, string? Cursor, int? Limit) : IRequest<TransactionPage>;

/// <summary>A page of payments.</summary>
/// <param name="Transactions">The payments, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record TransactionPage(IReadOnlyList<TransactionDetails> Transactions, string? NextCursor);

/// <summary>A payment as operators see it. Amounts are in minor units of the currency.</summary>
/// <param name="Id">Our id.</param>
/// <param name="AmountCents">The amount asked for.</param>
/// <param name="AmountRefundedCents">What was paid back so far.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">What the payment is to its user.</param>
/// <param name="PaymentMethod">The card's brand, or the kind of payment method.</param>
/// <param name="PaymentMethodLast4">The last four digits of the card or account.</param>
/// <param name="Description">What it was for.</param>
/// <param name="FailureReason">Why the latest attempt failed; null when it is paid or none failed.</param>
/// <param name="PaidAt">When it was paid (UTC).</param>
/// <param name="RefundedAt">When the first money went back (UTC).</param>
/// <param name="CreatedAt">When it was begun (UTC).</param>
/// <param name="DiscountCents">What discounts took off; the amount is what was left to pay.</param>
/// <param name="DisputeStatus">How it stands with the payer's bank; null while nobody questions it.</param>
/// <param name="ReceiptUrl">Stripe's receipt page; null before it is paid.</param>
/// <param name="UserId">The user who pays.</param>
/// <param name="Email">That user's address; null for an account that was deleted.</param>
/// <param name="StripePaymentIntentId">Stripe's id of the intent.</param>
/// <param name="RefundableCents">What can still be refunded; 0 while it is not paid or its dispute is open or lost.</param>
public sealed record TransactionDetails(
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
    string? ReceiptUrl,
    Guid UserId,
    string? Email,
    string StripePaymentIntentId,
    long RefundableCents)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PaymentTransaction, TransactionDetails>()
            .ForCtorParam(nameof(Email), o => o.MapFrom(_ => (string?)null))
            .ForCtorParam(
                nameof(RefundableCents),
                o => o.MapFrom(p => p.IntentStatus == PaymentIntentStatus.Succeeded && !p.IsHeldByBank ? p.AmountCents - p.AmountRefundedCents : 0));
    }
}

internal sealed class ListTransactionsValidator : AbstractValidator<ListTransactions>
{
    public ListTransactionsValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
        RuleFor(r => r.Cursor).Must(c => PaymentCursor.TryParse(c!, out _)).When(r => r.Cursor is not null)
            .WithMessage("Must be the 'next_cursor' of a page.");
        RuleFor(r => r.Status).Must(s => PaymentStatusNames.TryParse(s!, out _)).When(r => r.Status is not null)
            .WithMessage("Must be one of: " + string.Join(", ", PaymentStatusNames.All) + ".");
    }
}

internal sealed class ListTransactionsHandler(IBillingDbContext db, IUserDirectory users, IMapper mapper)
    : IRequestHandler<ListTransactions, TransactionPage>
{
    private const int DefaultLimit = 50;

    public async Task<TransactionPage> Handle(ListTransactions request, CancellationToken cancellationToken)
    {
        if (await FilterAsync(request, cancellationToken) is not { } payments)
        {
            return new TransactionPage([], null);
        }

        int limit = request.Limit ?? DefaultLimit;
        List<TransactionDetails> rows = await payments.Behind(PaymentPages.PlaceOf(request.Cursor)).NewestFirst()
            .Take(limit + 1)
            .ProjectTo<TransactionDetails>(mapper.ConfigurationProvider)
            .ToListAsync(cancellationToken);
        bool hasMore = rows.Count > limit;
        List<TransactionDetails> page = hasMore ? rows[..limit] : rows;
        IReadOnlyDictionary<Guid, string> emails = await users.EmailsOfAsync([.. page.Select(t => t.UserId).Distinct()], cancellationToken);
        return new TransactionPage(
            [.. page.Select(t => t with { Email = emails.GetValueOrDefault(t.UserId) })],
            hasMore ? new PaymentCursor(page[^1].CreatedAt, page[^1].Id).ToString() : null);
    }

    /// <summary>Null when no account has the address.</summary>
    private async Task<IQueryable<PaymentTransaction>?> FilterAsync(ListTransactions request, CancellationToken cancellationToken)
    {
        IQueryable<PaymentTransaction> payments = db.Payments.AsNoTracking();
        if (request.UserId is { } userId)
        {
            payments = payments.Where(p => p.UserId == userId);
        }

        if (request.Email is { Length: > 0 } email)
        {
            if (await users.FindByEmailAsync(email, cancellationToken) is not { } owner)
            {
                return null;
            }

            payments = payments.Where(p => p.UserId == owner.Id);
        }

        return request.Status is { } name && PaymentStatusNames.TryParse(name, out PaymentStatus status)
            ? payments.Where(p => p.Status == status)
            : payments;
    }
}
