using System.Globalization;
using Billing.Domain.Snapshots;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Writes changed mirror rows by statements that are prepared once, instead of by EF, which builds and compiles one for every row: the
/// only writer is held for a third of the time (docs/performance.md). Columns, converters and concurrency tokens are EF's own, and so
/// are the exceptions.
/// </summary>
internal sealed class PreparedWrites(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Whether these changes can be written so: new and changed rows of mirrors, and nothing else.</summary>
    public static bool Handle(IEnumerable<EntityEntry> changed) => changed.All(e => e.Entity is MirroredObject && e.State != EntityState.Deleted);

    /// <summary>Writes the rows, in a transaction that is under way.</summary>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="DbUpdateException">A constraint refused a row.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    public int Write(IReadOnlyCollection<EntityEntry> changed)
    {
        // The rows may refer to each other in any order: the references are checked when the transaction commits.
        Execute("PRAGMA defer_foreign_keys = ON");
        foreach (EntityEntry entry in changed)
        {
            SqliteCommand command = entry.State == EntityState.Added ? Insert(entry) : Update(entry);
            if (Run(command, entry) != 1)
            {
                throw new DbUpdateConcurrencyException("A row was changed since it was read.");
            }
        }

        return changed.Count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }
    }

    private static int Run(SqliteCommand command, EntityEntry entry)
    {
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new DbUpdateException("A row could not be written.", e, [entry]);
        }
    }

    private SqliteCommand Insert(EntityEntry entry)
    {
        IEntityType type = entry.Metadata;
        if (!_commands.TryGetValue(type.Name, out SqliteCommand? command))
        {
            List<string> columns = [.. type.GetProperties().Select(p => p.GetColumnName())];
            command = Prepare(
                type.Name,
                $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => Name(i)))})",
                columns.Count);
        }

        int next = 0;
        foreach (IProperty property in type.GetProperties())
        {
            command.Parameters[next++].Value = Value(property, entry.CurrentValues[property]);
        }

        return command;
    }

    private SqliteCommand Update(EntityEntry entry)
    {
        IEntityType type = entry.Metadata;
        List<IProperty> set = [.. type.GetProperties().Where(p => entry.Property(p).IsModified)];
        List<IProperty> where = [.. type.GetProperties().Where(p => p.IsPrimaryKey() || p.IsConcurrencyToken)];
        string key = type.Name + ":" + string.Join(',', set.Select(p => p.GetIndex()));
        if (!_commands.TryGetValue(key, out SqliteCommand? command))
        {
            IEnumerable<string> assignments = set.Select((p, i) => $"{p.GetColumnName()} = {Name(i)}");
            IEnumerable<string> conditions = where.Select((p, i) => $"{p.GetColumnName()} = {Name(set.Count + i)}");
            command = Prepare(
                key,
                $"UPDATE {type.GetTableName()} SET {string.Join(", ", assignments)} WHERE {string.Join(" AND ", conditions)}",
                set.Count + where.Count);
        }

        int next = 0;
        foreach (IProperty property in set)
        {
            command.Parameters[next++].Value = Value(property, entry.CurrentValues[property]);
        }

        foreach (IProperty property in where)
        {
            command.Parameters[next++].Value = Value(property, entry.OriginalValues[property]);
        }

        return command;
    }

    private static object Value(IProperty property, object? value) =>
        (value is null ? null : property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value)
        ?? DBNull.Value;

    private SqliteCommand Prepare(string key, string sql, int parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = Name(i) });
        }

        _commands.Add(key, command);
        return command;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");
}
