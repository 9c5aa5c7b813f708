using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>A database for one test, and a folder for what lies beside it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _server = Environment.GetEnvironmentVariable("BILLING_TEST_SQLSERVER");
    private readonly string _name = $"billing_test_{Guid.NewGuid():N}";

    private TestDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("billing-test-").FullName;
        ConnectionString = IsSqlServer
            ? new SqlConnectionStringBuilder(_server) { InitialCatalog = _name }.ConnectionString
            : new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "billing.db") }.ConnectionString;
    }

    /// <summary>Whether tests run on SQL Server.</summary>
    public bool IsSqlServer => !string.IsNullOrEmpty(_server);

    /// <summary>Whether all tests of this run do.</summary>
    public static bool IsOnSqlServer => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BILLING_TEST_SQLSERVER"));

    /// <summary>What <c>Database:Provider</c> is called.</summary>
    public string Provider => IsSqlServer ? "SqlServer" : "Sqlite";

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>For files.</summary>
    public string Folder { get; }

    /// <summary>One that does not exist yet: the application makes it when it starts.</summary>
    public static TestDatabase Create() => new();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (IsSqlServer)
        {
            await DropAsync();
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task DropAsync()
    {
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(_server) { InitialCatalog = "master" }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"IF DB_ID('{_name}') IS NOT NULL BEGIN ALTER DATABASE [{_name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{_name}]; END";
        await command.ExecuteNonQueryAsync();
    }
}
