using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Billing.UnitTests.Persistence;

/// <summary>A SQLite file of its own, with the contexts of one process on it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(MakeMigratedAsync);

    private readonly string _folder = Directory.CreateTempSubdirectory("billing-tests-").FullName;
    private readonly FixedTime _time = new();
    private readonly SqliteBackgroundConnections _connections;

    public TestDatabase() => _connections = new SqliteBackgroundConnections($"Data Source={File}");

    public string File => Path.Combine(_folder, "billing.db");

    public SqliteWriteGate Gate { get; } = new();

    public DateTime Now
    {
        get => _time.Now;
        set => _time.Now = value;
    }

    /// <summary>A database with the present schema: a copy, because migrating takes longer than most tests.</summary>
    public static async Task<TestDatabase> MigratedAsync()
    {
        var database = new TestDatabase();
        await System.IO.File.WriteAllBytesAsync(database.File, await Migrated.Value);
        return database;
    }

    public SqliteBillingDbContext Open() => new(
        new DbContextOptionsBuilder<SqliteBillingDbContext>()
            .UseSqlite($"Data Source={File};Default Timeout=5")
            .AddInterceptors(new SqliteConnectionInterceptor())
            .Options,
        _time,
        Gate,
        _connections);

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        await using SqliteBillingDbContext db = Open();
        return await Migrator(db).MigrateAsync(cancellationToken);
    }

    public async Task<Guid> AddUserAsync()
    {
        await using SqliteBillingDbContext db = Open();
        var user = new User { UserName = $"{Guid.NewGuid()}" };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }

    public void Dispose()
    {
        _connections.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<byte[]> MakeMigratedAsync()
    {
        using var database = new TestDatabase();
        await database.MigrateAsync();
        await using (SqliteBillingDbContext db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return await System.IO.File.ReadAllBytesAsync(database.File);
    }

    private static DatabaseMigrator Migrator(SqliteBillingDbContext db) =>
        new(db, Options.Create(new DatabaseOptions()), NullLogger<DatabaseMigrator>.Instance);

    private sealed class FixedTime : TimeProvider
    {
        public DateTime Now { get; set; } = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
