using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>The changed rows of a save, in EF's order.</summary>
internal sealed class RowWrites
{
    private readonly List<RowWrite> _rows;

    private readonly bool _referToNewRows;

    private RowWrites(List<RowWrite> rows, bool referToNewRows)
    {
        _rows = rows;
        _referToNewRows = referToNewRows;
    }

    /// <summary>How many rows they are.</summary>
    public int Count => _rows.Count;

    /// <summary>The statements for these changes; null when there are others than new and changed rows of mirrors.</summary>
    public static RowWrites? Of(IReadOnlyCollection<EntityEntry> changed)
    {
        if (!changed.All(e => e.Entity is MirroredObject && e.State != EntityState.Deleted))
        {
            return null;
        }

        HashSet<Guid> added = [.. changed.Where(e => e.State == EntityState.Added).Select(e => ((MirroredObject)e.Entity).Id)];
        return new RowWrites([.. changed.Select(RowWrite.Of)], added.Count > 0 && changed.Any(e => RefersTo(e, added)));
    }

    /// <summary>Writes the rows, in a transaction that is under way.</summary>
    /// <exception cref="DbUpdateException">A constraint refused a row.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    public void Run(PreparedStatements statements)
    {
        if (_referToNewRows)
        {
            // A row may come before the one it refers to: the references are checked when the transaction commits. Only then, because
            // this pragma makes SQLite prepare every statement of the connection anew.
            statements.ExecuteOnce("PRAGMA defer_foreign_keys = ON");
        }

        foreach (RowWrite row in _rows)
        {
            row.Run(statements);
        }
    }

    private static bool RefersTo(EntityEntry entry, HashSet<Guid> added) => entry.Metadata.GetForeignKeys()
        .SelectMany(key => key.Properties)
        .Any(property => entry.CurrentValues[property] is Guid id && added.Contains(id));
}
