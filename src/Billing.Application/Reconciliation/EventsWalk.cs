using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>Walks Stripe's list of events and stores those whose delivery never came, as if they had been delivered now.</summary>
public sealed class EventsWalk(IBillingDbContext db, IStripeLists lists, EventAdmission admission, IEventWorker worker, TimeProvider time)
{
    /// <summary>Losing three races in a row against deliveries of the same events means that something else is wrong.</summary>
    private const int MaxTries = 3;

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
        // Mostly nothing is missing, and nobody has to wait for that.
        List<ReceivedEvent> missing = await MissingAsync(page, cancellationToken);
        for (int attempt = 1; missing.Count > 0; attempt++)
        {
            db.Forget();
            try
            {
                await db.InTransactionAsync(
                    async token =>
                    {
                        // Once more, where no delivery comes in between on SQLite; elsewhere one may.
                        missing = await MissingAsync(page, token);
                        Add(missing, time.GetUtcNow().UtcDateTime);
                        await db.SaveChangesAsync(token);
                    },
                    cancellationToken);
                break;
            }
            catch (UniqueViolationException) when (attempt < MaxTries)
            {
                // One of them was delivered in this moment.
            }
        }

        return [.. missing.Where(e => e.IgnoredBecause is null)];
    }

    private async Task<List<ReceivedEvent>> MissingAsync(IReadOnlyList<ReceivedEvent> page, CancellationToken cancellationToken)
    {
        List<string> ids = [.. page.Select(e => e.Id)];
        HashSet<string> known = [.. await db.StripeEvents.Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancellationToken)];
        return [.. page.Where(e => !known.Contains(e.Id)).Select(admission.Admit)];
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
