using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>
/// The simulator's state in one SQLite file. Work is done one transaction at a time, so that every request sees a
/// consistent Stripe and a killed process leaves one behind.
/// </summary>
internal sealed class SimulatorStore : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    /// <summary>Opens the file, or makes it with its folder when it is missing.</summary>
    public SimulatorStore(SimulatorOptions options)
    {
        var file = Path.GetFullPath(options.DataFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        connection.Execute(DocumentTable.Schema + AgendaTable.Schema + DeliveryTable.Schema + IdempotencyTable.Schema + SettingsTable.Schema);
        Documents = new DocumentTable(connection);
        Agenda = new AgendaTable(connection);
        Deliveries = new DeliveryTable(connection);
        IdempotencyKeys = new IdempotencyTable(connection);
        Settings = new SettingsTable(connection);
    }

    /// <summary>The Stripe objects and events. To be used inside <see cref="Run"/> only.</summary>
    public DocumentTable Documents { get; }

    /// <summary>What time will bring about. To be used inside <see cref="Run"/> only.</summary>
    public AgendaTable Agenda { get; }

    /// <summary>Webhook deliveries. To be used inside <see cref="Run"/> only.</summary>
    public DeliveryTable Deliveries { get; }

    /// <summary>Stored answers. To be used inside <see cref="Run"/> only.</summary>
    public IdempotencyTable IdempotencyKeys { get; }

    /// <summary>Single values. To be used inside <see cref="Run"/> only.</summary>
    public SettingsTable Settings { get; }

    /// <summary>Runs the work in a transaction of its own: committed when it returns, rolled back when it throws.</summary>
    public T Run<T>(Func<T> work)
    {
        lock (gate)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work();
                connection.Execute("COMMIT");
                return result;
            }
            catch
            {
                connection.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Runs work that has no result in a transaction of its own.</summary>
    public void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    /// <summary>Marks the point to which <see cref="RollBackToMark"/> returns.</summary>
    public void Mark() => connection.Execute("SAVEPOINT mark");

    /// <summary>Undoes what the running transaction did since <see cref="Mark"/>.</summary>
    public void RollBackToMark() => connection.Execute("ROLLBACK TO mark");

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            connection.Dispose();
        }
    }
}
