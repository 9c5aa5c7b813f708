using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database file in the background. By default SQLite does it inside whichever commit finds the log
/// long, and a delivery of Stripe's would wait for it.
/// </summary>
internal sealed partial class SqliteCheckpointer(string connectionString, TimeProvider time, ILogger<SqliteCheckpointer> logger)
    : BackgroundService
{
    /// <summary>
    /// A log of this many pages (64 MiB) is checkpointed by the commit that finds it: the background does not keep up. Set on every
    /// connection that writes.
    /// </summary>
    public const string Backstop = "PRAGMA wal_autocheckpoint = 16384;";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckpointAsync(timer, stoppingToken);
            }
            catch (SqliteException e)
            {
                LogFailed(logger, e);
            }
        }
    }

    private async Task CheckpointAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(stoppingToken);
        await using SqliteCommand checkpoint = connection.CreateCommand();

        // Passive: waits for nobody and keeps nobody waiting.
        checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        do
        {
            await checkpoint.ExecuteNonQueryAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be checkpointed; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
