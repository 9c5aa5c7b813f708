using Billing.Application.Abstractions;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Mirroring;

/// <summary>Reads of mirrors in the midst of a unit of work.</summary>
internal static class MirrorReads
{
    /// <summary>
    /// Rows as the unit of work will leave them. Inside its transaction they are stored already. Before it, what has been added and
    /// changed in memory counts; a row that somebody else has added meanwhile comes beside ours then, and the version of the mirrors
    /// tells that what follows from both is void.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="stored">The stored rows that match.</param>
    /// <param name="matches">The same condition for rows in memory.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<List<TRow>> ReadAsync<TRow>(
        this IBillingDbContext db, IQueryable<TRow> stored, Func<TRow, bool> matches, CancellationToken cancellationToken)
        where TRow : MirroredObject
    {
        List<TRow> found = await stored.ToListAsync(cancellationToken);
        return db.IsInTransaction ? found : [.. db.Known<TRow>().Where(matches)];
    }
}
