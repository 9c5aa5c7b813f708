using Billing.Application.Errors;
using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Persistence;

/// <summary>Brings the database to the schema of this version.</summary>
public sealed partial class DatabaseMigrator(BillingDbContext db, IOptions<DatabaseOptions> options, ILogger<DatabaseMigrator> logger)
{
    /// <summary>Migrates SQLite always, SQL Server only where <see cref="DatabaseOptions.MigrateOnStart"/> says so.</summary>
    /// <exception cref="TimeoutException">Another process has been migrating the same SQLite file for too long.</exception>
    public async Task MigrateAtStartAsync(CancellationToken cancellationToken)
    {
        if (db is SqliteBillingDbContext || options.Value.MigrateOnStart)
        {
            await MigrateAsync(cancellationToken);
        }
    }

    /// <summary>Refuses to work on a database of another version.</summary>
    /// <exception cref="BillingException"><c>database_not_migrated</c>: the database lacks migrations.</exception>
    public async Task EnsureCurrentAsync(CancellationToken cancellationToken)
    {
        if ((await PendingAsync(cancellationToken)).Count > 0)
        {
            throw new BillingException(
                BillingErrorKind.Conflict,
                "database_not_migrated",
                "the database lacks migrations of this version: run the migrate command, or set Database:MigrateOnStart.");
        }
    }

    /// <summary>Migrates now; several processes may do so at once.</summary>
    /// <returns>The migrations that were applied; none when the schema is current.</returns>
    /// <exception cref="TimeoutException">Another process has been migrating the same SQLite file for too long.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> pending = await PendingAsync(cancellationToken);
        if (pending.Count == 0)
        {
            return pending;
        }

        LogMigrating(pending[^1], pending.Count);
        if (db is SqliteBillingDbContext)
        {
            await using SqliteMigrationLock fileLock = await SqliteMigrationLock.AcquireAsync(db.Database.GetDbConnection(), cancellationToken);
            pending = await PendingAsync(cancellationToken);
            await PrepareSqliteAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        else
        {
            await db.Database.MigrateAsync(cancellationToken);
        }

        LogMigrated(pending.Count);
        return pending;
    }

    private async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken) =>
        [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];

    /// <summary>
    /// Sets the journal mode, which the file remembers, and removes EF's own lock: a row of the database, which outlives a process
    /// that is killed and would keep every later one waiting. Whoever holds the file lock knows that nobody holds EF's.
    /// </summary>
    private async Task PrepareSqliteAsync(CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            DELETE FROM "__EFMigrationsLock";
            """,
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database to {Migration} ({Count} to apply)")]
    private partial void LogMigrating(string migration, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is migrated ({Count} applied)")]
    private partial void LogMigrated(int count);
}
