using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>The statements of a connection, which stay prepared as long as it is open.</summary>
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>Many more than the program has; each kind of change to a row is another statement.</summary>
    private const int AtMost = 256;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>The transaction that is under way on the connection; null when none is.</summary>
    public SqliteTransaction? Transaction { get; set; }

    /// <summary>The name of a statement's parameter.</summary>
    public static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");

    /// <summary>Runs a statement with the values of its parameters, in order.</summary>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">The database refused.</exception>
    public int Execute(string sql, params ReadOnlySpan<object> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement that gives one value.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public object? Read(string sql) => Prepare(sql, []).ExecuteScalar();

    /// <summary>Runs a statement that takes no parameters and does not stay prepared: a pragma that sets something.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public void ExecuteOnce(string sql)
    {
        using SqliteCommand command = Make(sql, 0);
        command.Transaction = Transaction;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            if (_commands.Count == AtMost)
            {
                Dispose();
            }

            command = Make(sql, values.Length);
            _commands.Add(sql, command);
        }

        command.Transaction = Transaction;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private SqliteCommand Make(string sql, int parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = Name(i) });
        }

        return command;
    }
}
