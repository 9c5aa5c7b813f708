using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

/// <summary>
/// Asks SQLite how it would run the queries that run all day. It has no statistics, so what it says holds for any number of rows.
/// </summary>
public sealed class QueryPlanTests
{
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task MakeDatabaseAsync() => _database = await TestDatabase.MigratedAsync();

    [OneTimeTearDown]
    public void DeleteDatabase() => _database.Dispose();

    [TestCase("SELECT id FROM stripe_events WHERE status = 'pending' AND next_attempt_at <= $p ORDER BY next_attempt_at, created_at LIMIT 64", "ix_stripe_events_due")]
    [TestCase("SELECT min(next_attempt_at) FROM stripe_events WHERE status = 'pending'", "ix_stripe_events_due")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'processing' AND lane = $p", "ix_stripe_events_leased")]
    [TestCase("SELECT DISTINCT lane FROM stripe_events WHERE status = 'processing'", "ix_stripe_events_leased")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'processing' AND leased_until < $p", "ix_stripe_events_leased")]
    [TestCase("SELECT id FROM stripe_events WHERE status = 'dead' ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_dead")]
    [TestCase("SELECT id FROM stripe_events ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_received_at_id")]
    [TestCase("SELECT id FROM stripe_events WHERE status = $p ORDER BY received_at DESC, id DESC LIMIT 50", "ix_stripe_events_received_at_id")]
    [TestCase("SELECT id FROM payment_transactions WHERE user_id = $p ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_history")]
    [TestCase("SELECT id FROM payment_transactions WHERE user_id = $p AND (created_at, id) < ($p, $p) ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_history")]
    [TestCase("SELECT id FROM payment_transactions WHERE complete_after <= $p ORDER BY complete_after LIMIT 50", "ix_payment_transactions_incomplete")]
    [TestCase("SELECT id FROM payment_transactions ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_all")]
    [TestCase("SELECT id FROM payment_transactions WHERE (created_at, id) < ($p, $p) ORDER BY created_at DESC, id DESC LIMIT 50", "ix_payment_transactions_all")]
    [TestCase("SELECT id FROM refunds WHERE stripe_payment_intent_id = $p", "ix_refunds_stripe_payment_intent_id")]
    [TestCase("SELECT id FROM disputes WHERE stripe_payment_intent_id = $p", "ix_disputes_stripe_payment_intent_id")]
    [TestCase("SELECT created_at FROM idempotency_keys WHERE created_at < $p ORDER BY created_at LIMIT 200", "ix_idempotency_keys_created_at")]
    [TestCase("SELECT id FROM operator_alerts WHERE mailed_at IS NULL AND next_mail_at <= $p ORDER BY next_mail_at LIMIT 100", "ix_operator_alerts_due")]
    [TestCase("SELECT id FROM operator_alerts ORDER BY raised_at DESC, id DESC LIMIT 50", "ix_operator_alerts_raised_at_id")]
    [TestCase("SELECT id FROM invoices WHERE user_id = $p ORDER BY created_at DESC, id DESC LIMIT 50", "ix_invoices_history")]
    [TestCase("SELECT id FROM email_messages WHERE sent_at IS NULL AND next_attempt_at <= $p ORDER BY next_attempt_at LIMIT 50", "ix_email_messages_due")]
    public async Task A_query_reads_its_index_in_order(string sql, string index)
    {
        string plan = await PlanAsync(sql);
        plan.ShouldContain(index);
        plan.ShouldNotContain("TEMP B-TREE");
    }

    /// <summary>A parameter in its place would keep every filtered index out of use.</summary>
    [Test]
    public void A_status_that_code_names_is_a_literal_in_the_query()
    {
        using SqliteBillingDbContext db = _database.Open();
        DateTime now = _database.Now;
        db.StripeEvents.Where(e => e.Status == InboxEventStatus.Pending && e.NextAttemptAt <= now).ToQueryString()
            .ShouldContain("\"status\" = 'pending'");
    }

    private async Task<string> PlanAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_database.File};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        if (sql.Contains("$p", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$p", "x");
        }

        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return string.Join('\n', steps);
    }
}
