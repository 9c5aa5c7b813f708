using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Invoices;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Invoices;

/// <summary>The user's invoices, newest first; drafts are not among them.</summary>
/// <param name="Limit">How many at most, 1 to 100; 50 when left out.</param>
/// <param name="Cursor">Where the page before ended: its <c>next_cursor</c>.</param>
/// <param name="Status">Only invoices of this status: open, paid, uncollectible or void.</param>
public sealed record ListInvoices(int? Limit, string? Cursor, string? Status) : IRequest<InvoicePage>;

/// <summary>A page of invoices.</summary>
/// <param name="Invoices">The invoices, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record InvoicePage(IReadOnlyList<InvoiceDetails> Invoices, string? NextCursor);

internal sealed class ListInvoicesValidator : AbstractValidator<ListInvoices>
{
    public ListInvoicesValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
        RuleFor(r => r.Cursor).Must(c => PaymentCursor.TryParse(c!, out _)).When(r => r.Cursor is not null)
            .WithMessage("Must be the 'next_cursor' of a page.");
        RuleFor(r => r.Status).Must(s => ListInvoicesHandler.Shown.ContainsKey(s!)).When(r => r.Status is not null)
            .WithMessage("Must be one of: " + string.Join(", ", ListInvoicesHandler.Shown.Keys) + ".");
    }
}

internal sealed class ListInvoicesHandler(ICurrentUser user, IBillingDbContext db, IMapper mapper) : IRequestHandler<ListInvoices, InvoicePage>
{
    /// <summary>The statuses that a user sees, as callers write them.</summary>
    internal static readonly Dictionary<string, InvoiceStatus> Shown = new(StringComparer.Ordinal)
    {
        ["open"] = InvoiceStatus.Open,
        ["paid"] = InvoiceStatus.Paid,
        ["uncollectible"] = InvoiceStatus.Uncollectible,
        ["void"] = InvoiceStatus.Void,
    };

    private const int DefaultLimit = 50;

    public async Task<InvoicePage> Handle(ListInvoices request, CancellationToken cancellationToken)
    {
        int limit = request.Limit ?? DefaultLimit;
        List<InvoiceDetails> rows = await Filter(db.Invoices.AsNoTracking().Where(i => i.UserId == user.Id), request)
            .OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id)
            .Take(limit + 1)
            .ProjectTo<InvoiceDetails>(mapper.ConfigurationProvider)
            .ToListAsync(cancellationToken);
        bool hasMore = rows.Count > limit;
        List<InvoiceDetails> invoices = hasMore ? rows[..limit] : rows;
        return new InvoicePage(invoices, hasMore ? new PaymentCursor(invoices[^1].CreatedAt, invoices[^1].Id).ToString() : null);
    }

    /// <summary>Compares (created_at, id) in the database's own order of ids, which is not that of .NET.</summary>
    private static IQueryable<Invoice> Filter(IQueryable<Invoice> invoices, ListInvoices request)
    {
        if (request.Cursor is { } text && PaymentCursor.TryParse(text, out PaymentCursor cursor))
        {
            invoices = invoices.Where(i =>
                i.CreatedAt <= cursor.CreatedAt && (i.CreatedAt < cursor.CreatedAt || i.Id.CompareTo(cursor.Id) < 0));
        }

        return request.Status is { } name && Shown.TryGetValue(name, out InvoiceStatus status)
            ? invoices.Where(i => i.Status == status)
            : invoices.Where(i => i.Status != InvoiceStatus.Draft);
    }
}
