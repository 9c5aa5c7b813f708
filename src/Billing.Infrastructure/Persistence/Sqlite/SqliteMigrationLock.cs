using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Keeps other processes from migrating the same SQLite file: a lock of the operating system on a file beside it, which goes with
/// the process however it ends. The file itself stays.
/// </summary>
internal sealed class SqliteMigrationLock : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream? _file;

    private SqliteMigrationLock(FileStream? file) => _file = file;

    /// <summary>Waits for the lock. A database in memory needs none.</summary>
    /// <exception cref="TimeoutException">Somebody else holds it for too long.</exception>
    public static async Task<SqliteMigrationLock> AcquireAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(connection.ConnectionString);
        if (settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:")
        {
            return new SqliteMigrationLock(null);
        }

        string path = Path.GetFullPath(connection.DataSource) + ".migrate.lock";
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new SqliteMigrationLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when (e is not DirectoryNotFoundException)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience)
                {
                    throw new TimeoutException($"Another process holds {path}: it is still migrating the database.", e);
                }
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
