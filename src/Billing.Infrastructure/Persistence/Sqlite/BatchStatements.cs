using System.Text.Json;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence.Conventions;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>What is written once for all events of a batch, each by one statement: the only writer waits for it.</summary>
internal static class BatchStatements
{
    private const string AddToPaymentCountsSql = """
        INSERT INTO payment_counts (user_id, total) SELECT key, value FROM json_each($p0) WHERE TRUE
        ON CONFLICT (user_id) DO UPDATE SET total = total + excluded.total
        """;

    private const string MarkClaimedSql = """
        UPDATE stripe_events SET status = 'processing', lease_token = $p1, leased_until = $p2, attempts = attempts + 1
        WHERE id IN (SELECT value FROM json_each($p0)) AND status = 'pending'
        """;

    private const string MarkDoneSql = """
        UPDATE stripe_events SET
            status = done.value ->> 'status', outcome = done.value ->> 'outcome', processed_at = $p1,
            last_error = NULL, lease_token = NULL, leased_until = NULL
        FROM json_each($p0) AS done
        WHERE stripe_events.id = done.value ->> 'id' AND stripe_events.status = 'processing' AND stripe_events.lease_token = done.value ->> 'lease'
        """;

    /// <summary>Counts new payments of users.</summary>
    public static void AddToPaymentCounts(PreparedStatements statements, IReadOnlyDictionary<Guid, int> added)
    {
        Dictionary<string, int> byUser = added.ToDictionary(a => Text(a.Key), a => a.Value);
        statements.Execute(AddToPaymentCountsSql, JsonSerializer.Serialize(byUser));
    }

    /// <summary>Gives events that still wait to the holder of a lease.</summary>
    /// <returns>How many they were.</returns>
    public static int MarkClaimed(PreparedStatements statements, IReadOnlyCollection<string> ids, Guid leaseToken, DateTime leasedUntil) =>
        statements.Execute(MarkClaimedSql, JsonSerializer.Serialize(ids), Text(leaseToken), leasedUntil);

    /// <summary>Marks events as done that are still held by the lease under which they were done.</summary>
    /// <returns>How many were.</returns>
    public static int MarkDone(PreparedStatements statements, IReadOnlyCollection<DoneEvent> done, DateTime now)
    {
        var rows = done.Select(d => new Dictionary<string, string>
        {
            ["id"] = d.Id,
            ["lease"] = Text(d.LeaseToken),
            ["status"] = SnakeCaseEnumConverter<InboxEventStatus>.NameOf(d.Status),
            ["outcome"] = d.Outcome,
        });
        return statements.Execute(MarkDoneSql, JsonSerializer.Serialize(rows), now);
    }

    /// <summary>As EF writes it into a text column.</summary>
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();
}
