using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.StripeEvents;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.StripeEvents;

/// <summary>One event of Stripe with everything that is known of it; for operators.</summary>
/// <param name="Id">Stripe's id.</param>
public sealed record GetEvent(string Id) : IRequest<EventDetails>;

/// <summary>An event as operators see it.</summary>
/// <param name="Id">Stripe's id.</param>
/// <param name="Type">Stripe's type.</param>
/// <param name="ApiVersion">The API version of the payload; null when the event names none.</param>
/// <param name="Livemode">Whether real money is meant.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Outcome">What it came to; null until it is processed.</param>
/// <param name="ObjectId">Stripe's id of the object it carries.</param>
/// <param name="CreatedAt">When Stripe created it (UTC).</param>
/// <param name="ReceivedAt">When it reached us (UTC).</param>
/// <param name="NextAttemptAt">When it is tried next (UTC); null unless it waits.</param>
/// <param name="ProcessedAt">When its effect was committed (UTC).</param>
/// <param name="Attempts">How often processing was begun since it was received or replayed.</param>
/// <param name="FailedAttempts">The attempts that failed, the oldest first.</param>
/// <param name="Payload">The body as delivered, without client secrets; null once retention has removed it.</param>
public sealed record EventDetails(
    string Id,
    string Type,
    string? ApiVersion,
    bool Livemode,
    InboxEventStatus Status,
    string? Outcome,
    string? ObjectId,
    DateTime CreatedAt,
    DateTime ReceivedAt,
    DateTime? NextAttemptAt,
    DateTime? ProcessedAt,
    int Attempts,
    IReadOnlyList<FailedAttempt> FailedAttempts,
    JsonElement? Payload);

/// <summary>An attempt that failed.</summary>
/// <param name="Number">Its number since the event was received or replayed, from 1.</param>
/// <param name="FailedAt">When (UTC).</param>
/// <param name="Error">Why.</param>
public sealed record FailedAttempt(int Number, DateTime FailedAt, string Error);

internal sealed class GetEventHandler(IBillingDbContext db) : IRequestHandler<GetEvent, EventDetails>
{
    public async Task<EventDetails> Handle(GetEvent request, CancellationToken cancellationToken)
    {
        InboxEvent row = await db.StripeEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == request.Id, cancellationToken)
            ?? throw NotFound();
        byte[]? payload = await db.EventPayloads
            .Where(p => p.ReceivedAt == row.ReceivedAt && p.EventId == row.Id)
            .Select(p => p.Body)
            .FirstOrDefaultAsync(cancellationToken);
        List<FailedAttempt> failed = await db.EventAttempts.AsNoTracking()
            .Where(a => a.EventId == request.Id)
            .OrderBy(a => a.FailedAt)
            .Select(a => new FailedAttempt(a.Number, a.FailedAt, a.Error))
            .ToListAsync(cancellationToken);
        return new EventDetails(
            row.Id,
            row.Type,
            row.ApiVersion,
            row.Livemode,
            row.Status,
            row.Outcome,
            row.ObjectId,
            row.CreatedAt,
            row.ReceivedAt,
            row.Status == InboxEventStatus.Pending ? row.NextAttemptAt : null,
            row.ProcessedAt,
            row.Attempts,
            failed,
            payload is null ? null : Shown(payload));
    }

    /// <summary>There is no event of that id.</summary>
    internal static BillingException NotFound() => new(BillingErrorKind.NotFound, "event_not_found", "There is no event of this id.");

    /// <summary>Bodies that were stored before secrets were erased at the door are shown without them too.</summary>
    private static JsonElement Shown(byte[] payload)
    {
        ClientSecrets.Erase(payload);
        return JsonElement.Parse(EventEnvelope.JsonOf(payload).Span);
    }
}
