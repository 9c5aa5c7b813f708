using Billing.Application.Abstractions;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Mirroring;

/// <summary>Reads of mirrors in the midst of a unit of work.</summary>
internal static class MirrorReads
{
    /// <summary>Rows as the unit of work will leave them: what is stored, with what has been added and changed and is not written yet.</summary>
    /// <param name="db">The database.</param>
    /// <param name="stored">The stored rows that match.</param>
    /// <param name="matches">The same condition for rows in memory.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<List<TRow>> ReadAsync<TRow>(
        this IBillingDbContext db, IQueryable<TRow> stored, Func<TRow, bool> matches, CancellationToken cancellationToken)
        where TRow : MirroredObject
    {
        await stored.LoadAsync(cancellationToken);
        return [.. db.Known<TRow>().Where(matches)];
    }
}
