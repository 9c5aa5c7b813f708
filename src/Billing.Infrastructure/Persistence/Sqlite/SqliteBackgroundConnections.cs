using Microsoft.Data.Sqlite;
using Microsoft.Extensions.ObjectPool;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Connections of work in the background. They stay open, and their statements prepared: opening one and preparing anew takes longer
/// than what is done by them, some of it while the only writer is held (docs/performance.md).
/// </summary>
public sealed class SqliteBackgroundConnections : IDisposable
{
    /// <summary>More are closed after use.</summary>
    private const int Kept = 4;

    private readonly ObjectPool<SqliteBackgroundConnection> _connections;

    /// <summary>Opens nothing yet.</summary>
    public SqliteBackgroundConnections(string connectionString) =>
        _connections = new DefaultObjectPoolProvider { MaximumRetained = Kept }.Create(new Policy(connectionString));

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_connections).Dispose();

    /// <summary>Takes one.</summary>
    internal SqliteBackgroundConnection Rent() => _connections.Get();

    /// <summary>Gives it back.</summary>
    internal void Return(SqliteBackgroundConnection connection) => _connections.Return(connection);

    private sealed class Policy(string connectionString) : PooledObjectPolicy<SqliteBackgroundConnection>
    {
        private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

        public override SqliteBackgroundConnection Create() => new(_connectionString);

        public override bool Return(SqliteBackgroundConnection obj) => !obj.IsBroken;
    }
}

/// <summary>One of them, whose commits do not wait for the disk.</summary>
internal sealed class SqliteBackgroundConnection : IDisposable
{
    public SqliteBackgroundConnection(string connectionString)
    {
        Connection = new SqliteConnection(connectionString);
        Statements = new PreparedStatements(Connection);
        try
        {
            Connection.Open();
            Statements.ExecuteOnce(SqliteConnectionInterceptor.Pragmas + " PRAGMA synchronous = NORMAL;");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    public PreparedStatements Statements { get; }

    /// <summary>A transaction failed on it, and it is not used again.</summary>
    public bool IsBroken { get; set; }

    public void Dispose()
    {
        Statements.Dispose();
        Connection.Dispose();
    }
}
