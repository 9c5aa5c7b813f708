using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.StripeEvents;

/// <summary>
/// Gives settled events back to the worker and notes who did it. The snapshot rule sees to it that an event that was applied changes
/// nothing again (docs/decisions/0001-snapshot-rule.md).
/// </summary>
public sealed class EventReplay(
    IBillingDbContext db, ICurrentUser user, IStripePublicSettings settings, IEventWorker worker, TimeProvider time)
{
    private const string Action = "event.replay";

    /// <summary>The events that can be replayed: settled ones of the key's own mode whose payload is still stored.</summary>
    public IQueryable<InboxEvent> Replayable(IQueryable<InboxEvent> events) => events.Where(e =>
        e.Status != InboxEventStatus.Pending && e.Status != InboxEventStatus.Processing
        && e.Livemode == settings.Livemode && db.EventPayloads.Any(p => p.ReceivedAt == e.ReceivedAt && p.EventId == e.Id));

    /// <summary>Makes them pending again.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> ReplayAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        int replayed = 0;
        await db.InTransactionAsync(
            async token => replayed = await Replayable(db.StripeEvents.Where(e => ids.Contains(e.Id))).ExecuteUpdateAsync(
                set => set
                    .SetProperty(e => e.Status, InboxEventStatus.Pending)
                    .SetProperty(e => e.Attempts, 0)
                    .SetProperty(e => e.NextAttemptAt, now)
                    .SetProperty(e => e.Outcome, (string?)null)
                    .SetProperty(e => e.LastError, (string?)null)
                    .SetProperty(e => e.ProcessedAt, (DateTime?)null),
                token),
            cancellationToken);
        return replayed;
    }

    /// <summary>Notes who replayed, and wakes the worker.</summary>
    /// <param name="subjectId">What was replayed: an event, or <c>filter</c>.</param>
    /// <param name="details">Particulars, without personal data.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task NoteAsync(string subjectId, object details, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry
        {
            ActorId = user.Id,
            Action = Action,
            SubjectId = subjectId,
            Details = JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellationToken);
        worker.Wake();
    }
}
