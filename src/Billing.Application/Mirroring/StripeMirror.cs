using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Mirroring;

/// <summary>
/// Keeps the rows of one kind of Stripe object in line with Stripe, by the snapshot rule. The same code serves an event, the page
/// after paying, a comparison and an operator; all of it runs inside <see cref="IUnitOfWork.RunAsync{T}"/>, which commits.
/// </summary>
/// <typeparam name="TSnapshot">What Stripe says of the object.</typeparam>
/// <typeparam name="TRow">What is stored of it.</typeparam>
public abstract class StripeMirror<TSnapshot, TRow>(IStripePayloadReader payloads, MirrorRows rows) : IPreloadedMirror
    where TSnapshot : StripeSnapshot
    where TRow : MirroredObject
{
    /// <inheritdoc />
    public abstract IReadOnlyList<string> IdPrefixes { get; }

    /// <summary>Where the rows are.</summary>
    protected abstract DbSet<TRow> Table { get; }

    /// <summary>The name of the row's property that holds Stripe's id.</summary>
    protected abstract string IdProperty { get; }

    /// <inheritdoc />
    public async Task PreloadAsync(IReadOnlyCollection<string> stripeIds, CancellationToken cancellationToken)
    {
        string property = IdProperty;
        var found = await Table
            .Where(row => stripeIds.Contains(EF.Property<string>(row, property)))
            .Select(row => new { StripeId = EF.Property<string>(row, property), Row = row })
            .ToDictionaryAsync(row => row.StripeId, row => row.Row, cancellationToken);
        rows.Remember(stripeIds, found);
    }

    /// <summary>Brings the object of an event in line.</summary>
    /// <exception cref="FormatException">The payload cannot be read.</exception>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task<EventOutcome> ApplyAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (stripeEvent is { IsOfAnotherReleaseTrain: true, ObjectId: { } stripeId })
        {
            return await ApplyUnreadAsync(stripeEvent, stripeId, cancellationToken);
        }

        TSnapshot payload = ReadPayload(stripeEvent);
        TRow? row = await FindAsync(payload.Id, cancellationToken);
        LifecycleOrder order = row is null ? LifecycleOrder.Unknown : OrderOf(row, payload);
        var facts = new PayloadFacts(stripeEvent.CreatedAt, order, payload.HasTestClock, stripeEvent.IsOfAnotherReleaseTrain, LeavesOut(row, payload));
        return Decide(row, facts) switch
        {
            SnapshotDecision.Superseded => EventOutcome.Superseded,
            SnapshotDecision.Confirm => Confirm(row),
            SnapshotDecision.ApplyPayload => await StoreAsync(row, payload, SeenInterval.At(stripeEvent.CreatedAt), EventOutcome.Applied, cancellationToken),
            SnapshotDecision.Fetch => await FetchAsync(row, payload.Id, stripeEvent.CreatedAt, cancellationToken),
        };
    }

    /// <summary>Asks Stripe for the object and brings it in line.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task<EventOutcome> RefreshAsync(string stripeId, CancellationToken cancellationToken) =>
        await FetchAsync(await FindAsync(stripeId, cancellationToken), stripeId, null, cancellationToken);

    /// <summary>Whether the row says what a list of Stripe's says of the object; null when there is no row.</summary>
    public async Task<bool?> IsInLineAsync(TSnapshot listed, CancellationToken cancellationToken) =>
        await FindAsync(listed.Id, cancellationToken) is { } row ? OrderOf(row, listed) == LifecycleOrder.Same : null;

    /// <summary>
    /// Brings the object in line with an answer of Stripe's that tells of it among other things. The row was not read before the request
    /// was sent: where it may have learnt something newer since, Stripe is asked for the object itself.
    /// </summary>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task<EventOutcome> TakeAsync(StripeAnswer<TSnapshot> answer, CancellationToken cancellationToken)
    {
        if (answer.Value is not { } snapshot)
        {
            return EventOutcome.Gone;
        }

        TRow? row = await FindAsync(snapshot.Id, cancellationToken);
        SeenInterval seen = SeenInterval.Fetched(null, null, answer.Date, answer.Took);
        return row?.Seen is { } known && known.To >= seen.From
            ? await FetchAsync(row, snapshot.Id, null, cancellationToken)
            : await StoreAsync(row, snapshot, seen, EventOutcome.Fetched, cancellationToken);
    }

    /// <summary>
    /// Takes in an object that a request of ours made. The answer tells how the object was when it was made, and nothing later: for a day
    /// Stripe repeats the first answer of an idempotency key, whatever became of the object. So it never changes a row that is there.
    /// </summary>
    public async Task<EventOutcome> TakeCreatedAsync(TSnapshot created, CancellationToken cancellationToken) =>
        await FindAsync(created.Id, cancellationToken) is null
            ? await AddAsync(created, SeenInterval.At(created.CreatedAt), cancellationToken) ?? EventOutcome.Applied
            : EventOutcome.Superseded;

    /// <summary>Reads the object that the event carries.</summary>
    protected virtual TSnapshot ReadPayload(StripeEvent stripeEvent) => payloads.Read<TSnapshot>(stripeEvent);

    /// <summary>Whether a payload leaves something out that the row needs and does not have.</summary>
    protected virtual bool LeavesOut(TRow? row, TSnapshot payload) => false;

    /// <summary>What to do with a payload; kinds that trust payloads less than the rule does say so here.</summary>
    protected virtual SnapshotDecision Decide(TRow? row, PayloadFacts facts) => SnapshotRule.Decide(row?.Seen, facts);

    /// <summary>The row of an object; null when there is none.</summary>
    protected async Task<TRow?> FindAsync(string stripeId, CancellationToken cancellationToken)
    {
        if (rows.TryGet(stripeId, out TRow? known))
        {
            return known;
        }

        string property = IdProperty;
        return await Table.FirstOrDefaultAsync(row => EF.Property<string>(row, property) == stripeId, cancellationToken);
    }

    /// <summary>How a payload stands to the row, judged by content alone.</summary>
    protected abstract LifecycleOrder OrderOf(TRow row, TSnapshot payload);

    /// <summary>Asks Stripe for the object.</summary>
    protected abstract Task<StripeAnswer<TSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken);

    /// <summary>Adds a row for an object that is new here; a reason when it has no place here.</summary>
    protected abstract Task<EventOutcome?> AddAsync(TSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken);

    /// <summary>Takes over what Stripe said.</summary>
    protected abstract Task UpdateAsync(TRow row, TSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken);

    /// <summary>Stripe no longer has the object.</summary>
    protected abstract void Close(TRow row, SeenInterval seen);

    /// <summary>A payload of another release train may not even be readable: its id and time are enough.</summary>
    private async Task<EventOutcome> ApplyUnreadAsync(StripeEvent stripeEvent, string stripeId, CancellationToken cancellationToken)
    {
        TRow? row = await FindAsync(stripeId, cancellationToken);
        var facts = new PayloadFacts(stripeEvent.CreatedAt, LifecycleOrder.Unknown, HasTestClock: false, IsOfAnotherReleaseTrain: true);
        return Decide(row, facts) == SnapshotDecision.Superseded
            ? EventOutcome.Superseded
            : await FetchAsync(row, stripeId, stripeEvent.CreatedAt, cancellationToken);
    }

    private static EventOutcome Confirm(TRow? row)
    {
        row?.Confirm();
        return EventOutcome.Superseded;
    }

    private async Task<EventOutcome> FetchAsync(TRow? row, string stripeId, DateTime? eventCreated, CancellationToken cancellationToken)
    {
        SeenInterval? before = row?.Seen;
        StripeAnswer<TSnapshot> answer = await AskAsync(stripeId, cancellationToken);
        SeenInterval seen = SeenInterval.Fetched(before, eventCreated, answer.Date, answer.Took);
        if (answer.Value is { } snapshot)
        {
            return await StoreAsync(row, snapshot, seen, EventOutcome.Fetched, cancellationToken);
        }

        if (row is not null)
        {
            Close(row, seen);
        }

        return EventOutcome.Gone;
    }

    private async Task<EventOutcome> StoreAsync(
        TRow? row, TSnapshot snapshot, SeenInterval seen, EventOutcome done, CancellationToken cancellationToken)
    {
        if (row is null)
        {
            return await AddAsync(snapshot, seen, cancellationToken) ?? done;
        }

        await UpdateAsync(row, snapshot, seen, cancellationToken);
        return done;
    }
}
