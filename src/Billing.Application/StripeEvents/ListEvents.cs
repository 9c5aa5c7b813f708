using Billing.Application.Abstractions;
using Billing.Domain.StripeEvents;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.StripeEvents;

/// <summary>The events of Stripe, latest received first; for operators.</summary>
/// <param name="Limit">How many at most, 1 to 100; 50 when left out.</param>
/// <param name="Cursor">Where the page before ended: its <c>next_cursor</c>.</param>
/// <param name="Status">Only events that stand so, in snake case.</param>
/// <param name="Type">Only events of this type of Stripe's.</param>
/// <param name="Customer">Only events of this customer: Stripe's id.</param>
/// <param name="From">Only events received at this moment or later (UTC).</param>
/// <param name="To">Only events received before this moment (UTC).</param>
public sealed record ListEvents(int? Limit, string? Cursor, string? Status, string? Type, string? Customer, DateTime? From, DateTime? To)
    : IRequest<EventPage>, IEventFilter;

/// <summary>A page of events.</summary>
/// <param name="Events">The events, latest received first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record EventPage(IReadOnlyList<EventSummary> Events, string? NextCursor);

/// <summary>An event as operators see it in a list.</summary>
/// <param name="Id">Stripe's id.</param>
/// <param name="Type">Stripe's type.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Outcome">What it came to; null until it is processed.</param>
/// <param name="ObjectId">Stripe's id of the object it carries.</param>
/// <param name="Attempts">How often processing was begun since it was received or replayed.</param>
/// <param name="LastError">Why the latest attempt failed; null when it did not.</param>
/// <param name="CreatedAt">When Stripe created it (UTC).</param>
/// <param name="ReceivedAt">When it reached us (UTC).</param>
/// <param name="NextAttemptAt">When it is tried next (UTC); null unless it waits.</param>
/// <param name="ProcessedAt">When its effect was committed (UTC).</param>
public sealed record EventSummary(
    string Id,
    string Type,
    InboxEventStatus Status,
    string? Outcome,
    string? ObjectId,
    int Attempts,
    string? LastError,
    DateTime CreatedAt,
    DateTime ReceivedAt,
    DateTime? NextAttemptAt,
    DateTime? ProcessedAt);

internal sealed class ListEventsValidator : AbstractValidator<ListEvents>
{
    public ListEventsValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
        RuleFor(r => r.Cursor).Must(c => EventCursor.TryParse(c!, out _)).When(r => r.Cursor is not null)
            .WithMessage("Must be the 'next_cursor' of a page.");
        EventFilter.AddRules(this);
    }
}

internal sealed class ListEventsHandler(IBillingDbContext db) : IRequestHandler<ListEvents, EventPage>
{
    private const int DefaultLimit = 50;

    public async Task<EventPage> Handle(ListEvents request, CancellationToken cancellationToken)
    {
        int limit = request.Limit ?? DefaultLimit;
        EventCursor? place = request.Cursor is { } text && EventCursor.TryParse(text, out EventCursor cursor) ? cursor : null;
        List<EventSummary> rows = await request.Apply(db.StripeEvents.AsNoTracking()).Behind(place)
            .OrderByDescending(e => e.ReceivedAt).ThenByDescending(e => e.Id)
            .Take(limit + 1)
            .Select(e => new EventSummary(
                e.Id,
                e.Type,
                e.Status,
                e.Outcome,
                e.ObjectId,
                e.Attempts,
                e.LastError,
                e.CreatedAt,
                e.ReceivedAt,
                e.Status == InboxEventStatus.Pending ? e.NextAttemptAt : null,
                e.ProcessedAt))
            .ToListAsync(cancellationToken);
        bool hasMore = rows.Count > limit;
        List<EventSummary> events = hasMore ? rows[..limit] : rows;
        return new EventPage(events, hasMore ? new EventCursor(events[^1].ReceivedAt, events[^1].Id).ToString() : null);
    }
}
