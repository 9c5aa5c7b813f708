using Billing.Application.StripeEvents;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Stripe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>An event whose lease this process holds.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
/// <param name="ReceivedAt">When it reached us (UTC).</param>
/// <param name="LeaseToken">What must still be in the row for the work to count.</param>
internal sealed record ClaimedEvent(StripeEvent Event, int Attempt, DateTime ReceivedAt, Guid LeaseToken);

/// <summary>Another worker has taken the event over; what was done for it is rolled back.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);

/// <summary>
/// The inbox as a queue: rows are claimed with a lease, and finished only by who still holds it. The lane keeps events of one customer
/// from being processed side by side; that saves conflicts and is no promise of order.
/// </summary>
internal sealed class EventQueue(BillingDbContext db, TimeProvider time, IOptions<WebhookOptions> options)
{
    /// <summary>How many due rows are looked at for enough different lanes.</summary>
    private const int CandidatesPerEvent = 2;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes due events of different lanes, oldest first. Events whose worker died are due again when their lease is over.</summary>
    /// <param name="atMost">How many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<ClaimedEvent>> ClaimAsync(int atMost, CancellationToken cancellationToken)
    {
        // On SQLite the connection stays open for all that follows.
        await db.UseRelaxedDurabilityAsync(cancellationToken);
        await TakeBackAsync(cancellationToken);
        List<string> ids = await ChooseAsync(atMost, cancellationToken);
        if (ids.Count == 0)
        {
            return [];
        }

        Guid token = Guid.NewGuid();
        DateTime until = Now.AddSeconds(options.Value.LeaseSeconds);
        await InRelaxedTransactionAsync(inTransaction => db.MarkClaimedAsync(ids, token, until, inTransaction), cancellationToken);
        var rows = await (
            from e in db.StripeEvents
            where ids.Contains(e.Id) && e.LeaseToken == token
            join payload in db.EventPayloads on new { e.ReceivedAt, e.Id } equals new { payload.ReceivedAt, Id = payload.EventId } into payloads
            from payload in payloads.DefaultIfEmpty()
            orderby e.CreatedAt
            select new { Event = e, payload.Body }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ClaimedEvent(ToEvent(r.Event, r.Body), r.Event.Attempts, r.Event.ReceivedAt, token))];
    }

    /// <summary>How many events are due and not claimed.</summary>
    public Task<int> CountDueAsync(CancellationToken cancellationToken)
    {
        DateTime now = Now;
        return db.StripeEvents.CountAsync(e => e.Status == InboxEventStatus.Pending && e.NextAttemptAt <= now, cancellationToken);
    }

    /// <summary>When the next event is due that waits now (UTC); null when none waits.</summary>
    public Task<DateTime?> NextDueAsync(CancellationToken cancellationToken) => db.StripeEvents
        .Where(e => e.Status == InboxEventStatus.Pending)
        .Select(e => (DateTime?)e.NextAttemptAt)
        .MinAsync(cancellationToken);

    /// <summary>Marks events as done; the last write of the transaction that holds their effects.</summary>
    /// <exception cref="LeaseLostException">One of them is no longer ours.</exception>
    public async Task CompleteAsync(IReadOnlyList<(ClaimedEvent Claimed, EventOutcome Outcome)> done, CancellationToken cancellationToken)
    {
        int marked = await db.MarkDoneAsync(
            [.. done.Select(d => new DoneEvent(
                d.Claimed.Event.Id, d.Claimed.LeaseToken, d.Outcome.IsIgnored ? InboxEventStatus.Ignored : InboxEventStatus.Processed, d.Outcome.Text))],
            Now,
            cancellationToken);
        if (marked != done.Count)
        {
            throw new LeaseLostException($"{done.Count - marked} of {done.Count} events were taken over by another worker.");
        }
    }

    /// <summary>Gives an event back after a failed attempt, or gives it up.</summary>
    /// <param name="claimed">The event.</param>
    /// <param name="error">Why, without secrets.</param>
    /// <param name="retryAfter">When to try again; null to give it up.</param>
    /// <param name="counts">Whether the attempt counts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when another worker has taken it over.</returns>
    public async Task<bool> FailAsync(ClaimedEvent claimed, string error, TimeSpan? retryAfter, bool counts, CancellationToken cancellationToken)
    {
        InboxEventStatus status = retryAfter is null ? InboxEventStatus.Dead : InboxEventStatus.Pending;
        DateTime next = Now + (retryAfter ?? TimeSpan.Zero);
        int uncounted = counts ? 0 : 1;
        int marked = 0;
        await db.InTransactionAsync(
            async inTransaction =>
            {
                marked = await MarkFailedAsync(inTransaction);
                if (marked == 1)
                {
                    db.EventAttempts.Add(new EventAttempt { EventId = claimed.Event.Id, Number = claimed.Attempt, FailedAt = Now, Error = error });
                    await db.SaveChangesAsync(inTransaction);
                }
            },
            cancellationToken);
        return marked == 1;

        Task<int> MarkFailedAsync(CancellationToken inTransaction) => Mine([claimed.Event.Id], claimed.LeaseToken).ExecuteUpdateAsync(
            set => set
                .SetProperty(e => e.Status, status)
                .SetProperty(e => e.Attempts, e => e.Attempts - uncounted)
                .SetProperty(e => e.NextAttemptAt, next)
                .SetProperty(e => e.LastError, error)
                .SetProperty(e => e.LeaseToken, (Guid?)null)
                .SetProperty(e => e.LeasedUntil, (DateTime?)null),
            inTransaction);
    }

    /// <summary>Says that the worker of these events is alive.</summary>
    public Task RenewAsync(Guid token, CancellationToken cancellationToken)
    {
        DateTime until = Now.AddSeconds(options.Value.LeaseSeconds);
        return InRelaxedTransactionAsync(
            inTransaction => db.StripeEvents
                .Where(e => e.Status == InboxEventStatus.Processing && e.LeaseToken == token)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.LeasedUntil, until), inTransaction),
            cancellationToken);
    }

    /// <summary>Gives back what was claimed and not finished: this process stops, and the attempt does not count.</summary>
    public Task ReleaseAsync(Guid token, CancellationToken cancellationToken) => InRelaxedTransactionAsync(
        inTransaction => ReturnAsync(
            db.StripeEvents.Where(e => e.Status == InboxEventStatus.Processing && e.LeaseToken == token), attempts: 1, inTransaction),
        cancellationToken);

    /// <summary>
    /// Runs a write that may be lost with the power: whatever is claimed, renewed or released is so again after a while. What is
    /// acknowledged is never written so.
    /// </summary>
    private async Task InRelaxedTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await db.UseRelaxedDurabilityAsync(cancellationToken);
        await db.InTransactionAsync(work, cancellationToken);
    }

    private static Task<int> ReturnAsync(IQueryable<InboxEvent> events, int attempts, CancellationToken cancellationToken) => events.ExecuteUpdateAsync(
        set => set
            .SetProperty(e => e.Status, InboxEventStatus.Pending)
            .SetProperty(e => e.Attempts, e => e.Attempts - attempts)
            .SetProperty(e => e.LeaseToken, (Guid?)null)
            .SetProperty(e => e.LeasedUntil, (DateTime?)null),
        cancellationToken);

    private static StripeEvent ToEvent(InboxEvent row, byte[]? payload) => new(
        row.Id,
        row.Type,
        row.CreatedAt,
        row.ObjectId,
        row.Lane,
        StripeReleaseTrain.IsAnother(row.ApiVersion),
        payload);

    private async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        DateTime now = Now;
        IQueryable<InboxEvent> orphans = db.StripeEvents.Where(e => e.Status == InboxEventStatus.Processing && e.LeasedUntil < now);
        if (await orphans.AnyAsync(cancellationToken))
        {
            await InRelaxedTransactionAsync(inTransaction => ReturnAsync(orphans, attempts: 0, inTransaction), cancellationToken);
        }
    }

    private async Task<List<string>> ChooseAsync(int wanted, CancellationToken cancellationToken)
    {
        DateTime now = Now;
        HashSet<string> busy = [.. await db.StripeEvents
            .Where(e => e.Status == InboxEventStatus.Processing)
            .Select(e => e.Lane)
            .Distinct()
            .ToListAsync(cancellationToken)];
        var candidates = await db.StripeEvents
            .Where(e => e.Status == InboxEventStatus.Pending && e.NextAttemptAt <= now)
            .OrderBy(e => e.NextAttemptAt)
            .ThenBy(e => e.CreatedAt)
            .Select(e => new { e.Id, e.Lane })
            .Take(wanted * CandidatesPerEvent)
            .ToListAsync(cancellationToken);
        return [.. candidates.Where(c => busy.Add(c.Lane)).Select(c => c.Id).Take(wanted)];
    }

    private IQueryable<InboxEvent> Mine(IReadOnlyCollection<string> ids, Guid token) => db.StripeEvents
        .Where(e => ids.Contains(e.Id) && e.Status == InboxEventStatus.Processing && e.LeaseToken == token);
}
