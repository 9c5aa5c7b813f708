using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Operations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Alerts;

/// <summary>What operators were told, latest first.</summary>
/// <param name="Limit">How many at most, 1 to 100; 50 when left out.</param>
/// <param name="Cursor">Where the page before ended: its <c>next_cursor</c>.</param>
public sealed record ListAlerts(int? Limit, string? Cursor) : IRequest<AlertPage>;

/// <summary>A page of alerts.</summary>
/// <param name="Alerts">The alerts, latest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record AlertPage(IReadOnlyList<AlertDetails> Alerts, string? NextCursor);

/// <summary>Something that only a person can mend.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Kind">What it is, <c>dispute_opened</c> for example.</param>
/// <param name="SubjectId">What it is about: an id, of Stripe's most often.</param>
/// <param name="Message">What it means and what there is to do.</param>
/// <param name="RaisedAt">When it was raised first (UTC).</param>
/// <param name="MailedAt">When it was mailed to the operator (UTC); null when it was not.</param>
public sealed record AlertDetails(Guid Id, string Kind, string SubjectId, string Message, DateTime RaisedAt, DateTime? MailedAt);

internal sealed class ListAlertsValidator : AbstractValidator<ListAlerts>
{
    public ListAlertsValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
        RuleFor(r => r.Cursor).Must(c => PaymentCursor.TryParse(c!, out _)).When(r => r.Cursor is not null)
            .WithMessage("Must be the 'next_cursor' of a page.");
    }
}

internal sealed class ListAlertsHandler(IBillingDbContext db) : IRequestHandler<ListAlerts, AlertPage>
{
    private const int DefaultLimit = 50;

    public async Task<AlertPage> Handle(ListAlerts request, CancellationToken cancellationToken)
    {
        int limit = request.Limit ?? DefaultLimit;
        IQueryable<RaisedAlert> alerts = db.Alerts.AsNoTracking();
        if (PaymentPages.PlaceOf(request.Cursor) is { } place)
        {
            alerts = alerts.Where(a => a.RaisedAt <= place.CreatedAt && (a.RaisedAt < place.CreatedAt || a.Id.CompareTo(place.Id) < 0));
        }

        List<RaisedAlert> rows = await alerts
            .OrderByDescending(a => a.RaisedAt).ThenByDescending(a => a.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        bool hasMore = rows.Count > limit;
        List<RaisedAlert> page = hasMore ? rows[..limit] : rows;
        return new AlertPage(
            [.. page.Select(a => new AlertDetails(a.Id, a.Kind, a.SubjectId, AlertText.Of(a.Kind), a.RaisedAt, a.MailedAt))],
            hasMore ? new PaymentCursor(page[^1].RaisedAt, page[^1].Id).ToString() : null);
    }
}
