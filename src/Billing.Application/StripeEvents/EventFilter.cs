using System.Text.Json;
using Billing.Domain.StripeEvents;
using FluentValidation;

namespace Billing.Application.StripeEvents;

/// <summary>Which events an operator means.</summary>
internal interface IEventFilter
{
    /// <summary>Only events that stand so, in snake case.</summary>
    string? Status { get; }

    /// <summary>Only events of this type of Stripe's.</summary>
    string? Type { get; }

    /// <summary>Only events of this customer: Stripe's id.</summary>
    string? Customer { get; }

    /// <summary>Only events received at this moment or later (UTC).</summary>
    DateTime? From { get; }

    /// <summary>Only events received before this moment (UTC).</summary>
    DateTime? To { get; }
}

/// <summary>Applies a filter.</summary>
internal static class EventFilter
{
    private static readonly Dictionary<string, InboxEventStatus> Statuses = Enum.GetValues<InboxEventStatus>()
        .ToDictionary(s => JsonNamingPolicy.SnakeCaseLower.ConvertName(s.ToString()), StringComparer.Ordinal);

    /// <summary>The events that the filter means.</summary>
    public static IQueryable<InboxEvent> Apply(this IEventFilter filter, IQueryable<InboxEvent> events)
    {
        if (filter.Status is { } status)
        {
            events = OfStatus(events, Statuses[status]);
        }

        if (filter.Type is { } type)
        {
            events = events.Where(e => e.Type == type);
        }

        if (filter.Customer is { } customer)
        {
            events = events.Where(e => e.Lane == customer);
        }

        if (filter.From is { } from)
        {
            events = events.Where(e => e.ReceivedAt >= from);
        }

        return filter.To is { } to ? events.Where(e => e.ReceivedAt < to) : events;
    }

    /// <summary>Only the events behind the cursor, in the order newest first.</summary>
    public static IQueryable<InboxEvent> Behind(this IQueryable<InboxEvent> events, EventCursor? cursor) => cursor is { } place
        ? events.Where(e => e.ReceivedAt <= place.ReceivedAt && (e.ReceivedAt < place.ReceivedAt || e.Id.CompareTo(place.Id) < 0))
        : events;

    /// <summary>Checks the fields of a filter.</summary>
    public static void AddRules<T>(AbstractValidator<T> validator)
        where T : IEventFilter
    {
        validator.RuleFor(f => f.Status).Must(s => Statuses.ContainsKey(s!)).When(f => f.Status is not null)
            .WithMessage("Must be one of: " + string.Join(", ", Statuses.Keys) + ".");
        validator.RuleFor(f => f.To).GreaterThan(f => f.From).When(f => f.From is not null && f.To is not null);
    }

    /// <summary>A status that few events have is a literal in the query: only then its index is used.</summary>
    private static IQueryable<InboxEvent> OfStatus(IQueryable<InboxEvent> events, InboxEventStatus status) => status switch
    {
        InboxEventStatus.Dead => events.Where(e => e.Status == InboxEventStatus.Dead),
        InboxEventStatus.Pending => events.Where(e => e.Status == InboxEventStatus.Pending),
        InboxEventStatus.Processing => events.Where(e => e.Status == InboxEventStatus.Processing),
        _ => events.Where(e => e.Status == status),
    };
}
