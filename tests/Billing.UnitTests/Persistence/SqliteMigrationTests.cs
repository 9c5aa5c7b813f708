using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

public sealed class SqliteMigrationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestDatabase _database = null!;

    [SetUp]
    public void MakeDatabase() => _database = new TestDatabase();

    [TearDown]
    public void DeleteDatabase() => _database.Dispose();

    [Test]
    public async Task The_second_start_finds_nothing_to_do()
    {
        (await _database.MigrateAsync()).ShouldNotBeEmpty();
        (await _database.MigrateAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Two_processes_can_start_at_once()
    {
        IReadOnlyList<string>[] applied = await Task.WhenAll(Task.Run(() => _database.MigrateAsync()), Task.Run(() => _database.MigrateAsync())).WaitAsync(Patience);
        applied.Count(a => a.Count > 0).ShouldBe(1);
    }

    /// <summary>EF keeps its lock as a row; a process that is killed while it migrates leaves it there.</summary>
    [Test]
    public async Task A_lock_that_a_killed_process_left_does_not_stop_the_next_start()
    {
        await ExecuteAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """);
        await File.WriteAllTextAsync(_database.File + ".migrate.lock", "");

        (await _database.MigrateAsync().WaitAsync(Patience)).ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_process_waits_while_another_one_migrates()
    {
        Task<IReadOnlyList<string>> second;
        await using (new FileStream(_database.File + ".migrate.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            await Should.ThrowAsync<OperationCanceledException>(() => _database.MigrateAsync(giveUp.Token));
            second = _database.MigrateAsync();
        }

        (await second.WaitAsync(Patience)).ShouldNotBeEmpty();
    }

    [Test]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await _database.MigrateAsync();
        await using SqliteBillingDbContext db = _database.Open();
        (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync()).ShouldBe("wal");
    }

    /// <summary>Durability belongs to the physical connection, which the pool hands on.</summary>
    [Test]
    public async Task Relaxed_durability_ends_with_its_context()
    {
        await _database.MigrateAsync();
        await using (SqliteBillingDbContext relaxed = _database.Open())
        {
            await relaxed.UseRelaxedDurabilityAsync(default);
            (await SynchronousAsync(relaxed)).ShouldBe(1);
        }

        for (int i = 0; i < 5; i++)
        {
            await using SqliteBillingDbContext db = _database.Open();
            (await SynchronousAsync(db)).ShouldBe(2);
        }
    }

    private static async Task<long> SynchronousAsync(SqliteBillingDbContext db) =>
        await db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_database.File};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
