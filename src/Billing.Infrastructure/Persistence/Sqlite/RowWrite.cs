using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// A changed row of a mirror as one statement: EF builds and compiles one for every row while the only writer is held, and these stay
/// prepared and are put together before it is taken (docs/performance.md). Columns, converters and concurrency tokens are EF's own.
/// </summary>
/// <param name="Sql">The statement; its parameters are <see cref="PreparedStatements.Name"/>.</param>
/// <param name="Values">Their values, as the database keeps them.</param>
/// <param name="Entry">The row.</param>
internal sealed record RowWrite(string Sql, object[] Values, EntityEntry Entry)
{
    private static readonly ConcurrentDictionary<IEntityType, string> Inserts = new();

    private static readonly ConcurrentDictionary<(IEntityType Type, string Changed), string> Updates = new();

    /// <summary>The statement for a new or changed row.</summary>
    public static RowWrite Of(EntityEntry entry) => entry.State == EntityState.Added ? Insert(entry) : Update(entry);

    /// <summary>Writes the row, in a transaction that is under way.</summary>
    /// <exception cref="DbUpdateException">A constraint refused it.</exception>
    /// <exception cref="DbUpdateConcurrencyException">It was changed since it was read.</exception>
    public void Run(PreparedStatements statements)
    {
        if (Execute(statements) != 1)
        {
            throw new DbUpdateConcurrencyException("A row was changed since it was read.");
        }
    }

    private int Execute(PreparedStatements statements)
    {
        try
        {
            return statements.Execute(Sql, Values);
        }
        catch (SqliteException e)
        {
            throw new DbUpdateException("A row could not be written.", e, [Entry]);
        }
    }

    private static RowWrite Insert(EntityEntry entry) => new(
        Inserts.GetOrAdd(entry.Metadata, InsertSql),
        [.. entry.Metadata.GetProperties().Select(p => Value(p, entry.CurrentValues[p]))],
        entry);

    private static string InsertSql(IEntityType type)
    {
        List<string> columns = [.. type.GetProperties().Select(p => p.GetColumnName())];
        return $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns)}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => PreparedStatements.Name(i)))})";
    }

    private static RowWrite Update(EntityEntry entry)
    {
        IEntityType type = entry.Metadata;
        List<IProperty> set = [.. type.GetProperties().Where(p => entry.Property(p).IsModified)];
        List<IProperty> where = [.. type.GetProperties().Where(p => p.IsPrimaryKey() || p.IsConcurrencyToken)];
        string changed = string.Join(',', set.Select(p => p.GetIndex().ToString(CultureInfo.InvariantCulture)));
        return new RowWrite(
            Updates.GetOrAdd((type, changed), _ => UpdateSql(type, set, where)),
            [.. set.Select(p => Value(p, entry.CurrentValues[p])), .. where.Select(p => Value(p, entry.OriginalValues[p]))],
            entry);
    }

    private static string UpdateSql(IEntityType type, List<IProperty> set, List<IProperty> where)
    {
        IEnumerable<string> assignments = set.Select((p, i) => $"{p.GetColumnName()} = {PreparedStatements.Name(i)}");
        IEnumerable<string> conditions = where.Select((p, i) => $"{p.GetColumnName()} = {PreparedStatements.Name(set.Count + i)}");
        return $"UPDATE {type.GetTableName()} SET {string.Join(", ", assignments)} WHERE {string.Join(" AND ", conditions)}";
    }

    private static object Value(IProperty property, object? value) =>
        (value is null ? null : property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value)
        ?? DBNull.Value;
}
