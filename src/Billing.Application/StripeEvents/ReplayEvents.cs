using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.StripeEvents;

/// <summary>Processes many events again; for operators. Without a filter: all dead ones.</summary>
/// <param name="Status" example="dead">Only events that stand so, in snake case; dead when left out.</param>
/// <param name="Type" example="payment_intent.succeeded">Only events of this type of Stripe's.</param>
/// <param name="Customer" example="cus_NffrFeUfNV2Hib">Only events of this customer: Stripe's id.</param>
/// <param name="From" example="2026-11-01T00:00:00Z">Only events received at this moment or later (UTC).</param>
/// <param name="To" example="2026-12-01T00:00:00Z">Only events received before this moment (UTC).</param>
public sealed record ReplayEvents(string? Status, string? Type, string? Customer, DateTime? From, DateTime? To)
    : IRequest<ReplayedEvents>, IEventFilter, IIdempotentRequest;

/// <summary>What became of it.</summary>
/// <param name="Replayed">How many events wait to be processed again.</param>
public sealed record ReplayedEvents(int Replayed);

internal sealed class ReplayEventsValidator : AbstractValidator<ReplayEvents>
{
    public ReplayEventsValidator()
    {
        RuleFor(r => r.Status).NotEqual("pending").NotEqual("processing").WithMessage("Only events that are settled can be replayed.");
        EventFilter.AddRules(this);
    }
}

internal sealed class ReplayEventsHandler(IBillingDbContext db, EventReplay replay) : IRequestHandler<ReplayEvents, ReplayedEvents>
{
    /// <summary>Few enough that nobody waits long for the database's only writer.</summary>
    private const int BatchSize = 200;

    public async Task<ReplayedEvents> Handle(ReplayEvents request, CancellationToken cancellationToken)
    {
        request = request with { Status = request.Status ?? "dead" };
        int replayed = 0;
        EventCursor? place = null;
        while (true)
        {
            // By place and not "until none is left": what was replayed may be processed, and match again, before the last batch.
            var batch = await replay.Replayable(request.Apply(db.StripeEvents)).Behind(place)
                .OrderByDescending(e => e.ReceivedAt).ThenByDescending(e => e.Id)
                .Take(BatchSize)
                .Select(e => new { e.Id, e.ReceivedAt })
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                break;
            }

            replayed += await replay.ReplayAsync([.. batch.Select(e => e.Id)], cancellationToken);
            place = new EventCursor(batch[^1].ReceivedAt, batch[^1].Id);
        }

        await replay.NoteAsync("filter", new { request.Status, request.Type, request.Customer, request.From, request.To, replayed }, cancellationToken);
        return new ReplayedEvents(replayed);
    }
}
