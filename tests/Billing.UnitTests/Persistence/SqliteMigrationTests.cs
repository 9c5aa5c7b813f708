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
        (await ScalarAsync("PRAGMA journal_mode")).ShouldBe("wal");
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

    /// <summary>A filtered index is used only by queries that have its condition as it stands; these are the ones it was made for.</summary>
    [TestCase("SELECT id FROM stripe_events WHERE status = 'pending' AND next_attempt_at <= $now ORDER BY next_attempt_at, created_at LIMIT 64", "ix_stripe_events_due")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'processing' AND lane = $now", "ix_stripe_events_leased")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'processing' AND leased_until <= $now", "ix_stripe_events_leased")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'dead' ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_dead")]
    [TestCase("SELECT id FROM stripe_events ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_received_at_id")]
    [TestCase("SELECT id FROM stripe_events WHERE status = $now ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_received_at_id")]
    [TestCase("SELECT id FROM payment_transactions WHERE user_id = $now ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_history")]
    [TestCase("SELECT id FROM payment_transactions WHERE user_id = $now AND (created_at, id) < ($now, $now) ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_history")]
    [TestCase("SELECT id FROM payment_transactions WHERE complete_after <= $now ORDER BY complete_after LIMIT 50", "ix_payment_transactions_incomplete")]
    [TestCase("SELECT id FROM email_messages WHERE sent_at IS NULL AND next_attempt_at <= $now ORDER BY next_attempt_at LIMIT 50", "ix_email_messages_due")]
    public async Task The_queries_that_run_all_day_read_their_index_in_order(string sql, string index)
    {
        using TestDatabase migrated = await TestDatabase.MigratedAsync();
        string plan = string.Join('\n', await RowsAsync(migrated, "EXPLAIN QUERY PLAN " + sql, column: 3));
        plan.ShouldContain(index);
        plan.ShouldNotContain("TEMP B-TREE");
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

    private async Task<string> ScalarAsync(string sql) => (await RowsAsync(_database, sql, column: 0)).Single();

    private static async Task<List<string>> RowsAsync(TestDatabase database, string sql, int column)
    {
        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("$now", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$now", "x");
        }

        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(column));
        }

        return rows;
    }
}
