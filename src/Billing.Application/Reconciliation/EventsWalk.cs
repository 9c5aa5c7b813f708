using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>Walks Stripe's list of events and stores those whose delivery never came, as if they had been delivered now.</summary>
public sealed class EventsWalk(IBillingDbContext db, IStripeLists lists, EventAdmission admission, IEventWorker worker, TimeProvider time)
{
    /// <summary>A page loses the race as often as one of its events is delivered meanwhile; losing so many in a row means that something else is wrong.</summary>
    private const int MaxTries = 20;

    /// <summary>Walks to the end of the list.</summary>
    public async Task RunAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        int seen = 0;
        await foreach (IReadOnlyList<ReceivedEvent> page in lists.EventsAsync(since, cancellationToken))
        {
            seen += page.Count;
            findings.Saw(page.Count);
            foreach (ReceivedEvent missing in await StoreMissingAsync(page, cancellationToken))
            {
                findings.Found("event", missing.Id, $"{missing.Type} was never delivered; it is processed now", isHealed: true);
            }

            await findings.StepAsync($"{seen} events looked at", cancellationToken);
        }

        worker.Wake();
    }

    /// <summary>Returns the events that were missing, those without an effect here left out.</summary>
    private async Task<List<ReceivedEvent>> StoreMissingAsync(IReadOnlyList<ReceivedEvent> page, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            db.Forget();
            List<string> ids = [.. page.Select(e => e.Id)];
            HashSet<string> known = [.. await db.StripeEvents.Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancellationToken)];
            List<ReceivedEvent> missing = [.. page.Where(e => !known.Contains(e.Id)).Select(admission.Admit)];
            Add(missing, time.GetUtcNow().UtcDateTime);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return [.. missing.Where(e => e.IgnoredBecause is null)];
            }
            catch (UniqueViolationException) when (attempt < MaxTries)
            {
                // One of them was delivered in this moment.
            }
        }
    }

    private void Add(IEnumerable<ReceivedEvent> missing, DateTime now)
    {
        foreach (ReceivedEvent received in missing)
        {
            db.StripeEvents.Add(new InboxEvent
            {
                Id = received.Id,
                Type = received.Type,
                ApiVersion = received.ApiVersion,
                Livemode = received.Livemode,
                CreatedAt = received.CreatedAt,
                ReceivedAt = now,
                ObjectId = received.ObjectId,
                Lane = received.Lane,
                Status = received.IgnoredBecause is null ? InboxEventStatus.Pending : InboxEventStatus.Ignored,
                Outcome = received.IgnoredBecause,
                NextAttemptAt = now,
                ProcessedAt = received.IgnoredBecause is null ? null : now,
            });
            db.EventPayloads.Add(new EventPayload { ReceivedAt = now, EventId = received.Id, Body = received.Payload });
        }
    }
}
