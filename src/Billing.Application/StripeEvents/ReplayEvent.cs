using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.StripeEvents;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.StripeEvents;

/// <summary>Processes one event again; for operators.</summary>
/// <param name="Id">Stripe's id.</param>
public sealed record ReplayEvent(string Id) : IRequest<EventDetails>;

internal sealed class ReplayEventHandler(IBillingDbContext db, EventReplay replay, IStripePublicSettings settings, ISender sender)
    : IRequestHandler<ReplayEvent, EventDetails>
{
    public async Task<EventDetails> Handle(ReplayEvent request, CancellationToken cancellationToken)
    {
        var row = await db.StripeEvents
            .Where(e => e.Id == request.Id)
            .Select(e => new { e.Status, e.Livemode, IsStored = db.EventPayloads.Any(p => p.ReceivedAt == e.ReceivedAt && p.EventId == e.Id) })
            .FirstOrDefaultAsync(cancellationToken) ?? throw GetEventHandler.NotFound();
        if (row.Livemode != settings.Livemode)
        {
            throw Conflict("wrong_mode", "The event is of another mode than the key; it is never applied.");
        }

        if (!row.IsStored)
        {
            throw Conflict("payload_removed", "The payload is no longer stored. A reconciliation brings its object in line.");
        }

        if (row.Status is InboxEventStatus.Pending or InboxEventStatus.Processing
            || await replay.ReplayAsync([request.Id], cancellationToken) == 0)
        {
            throw Conflict("event_not_settled", "The event is waiting or being processed already.");
        }

        await replay.NoteAsync(request.Id, new { from = row.Status.ToString() }, cancellationToken);
        return await sender.Send(new GetEvent(request.Id), cancellationToken);
    }

    private static BillingException Conflict(string code, string message) => new(BillingErrorKind.Conflict, code, message);
}
