using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Billing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Remembers the rows that a context tracks, with their changes. A transaction that was rolled back leaves the context believing
/// that they are saved, so that running its work again would write nothing.
/// </summary>
internal sealed class TrackedRows
{
    private readonly ChangeTracker _tracker;
    private readonly List<Row> _rows;

    /// <summary>Remembers what is tracked now.</summary>
    public TrackedRows(ChangeTracker tracker)
    {
        _tracker = tracker;
        _rows = [.. tracker.Entries().Select(e => new Row(e, e.State, e.CurrentValues.Clone(), e.OriginalValues.Clone()))];
    }

    /// <summary>Makes the context track the same rows with the same changes as then.</summary>
    public void Restore()
    {
        _tracker.Clear();
        foreach (Row row in _rows)
        {
            row.Entry.CurrentValues.SetValues(row.Current);
            row.Entry.State = row.State is EntityState.Modified ? EntityState.Unchanged : row.State;
            if (row.State is EntityState.Modified)
            {
                row.Entry.OriginalValues.SetValues(row.Original);
            }
        }
    }

    private sealed record Row(EntityEntry Entry, EntityState State, PropertyValues Current, PropertyValues Original);
}
