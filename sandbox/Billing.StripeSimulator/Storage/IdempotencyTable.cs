using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>The answer that was given under an idempotency key, to be given again.</summary>
/// <param name="Endpoint">Method and path of the first request, such as <c>POST /v1/customers</c>.</param>
/// <param name="ParametersHash">A hash of the first request's parameters.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Body">The JSON of the answer.</param>
/// <param name="RequestId">The first request's id.</param>
internal sealed record StoredAnswer(string Endpoint, string ParametersHash, int Status, string Body, string RequestId);

/// <summary>Idempotency keys with their answers, kept for 24 hours of wall time as Stripe's documentation says.</summary>
internal sealed class IdempotencyTable(SqliteConnection connection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The statements that make the table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS idempotency_keys (
            key TEXT PRIMARY KEY,
            endpoint TEXT NOT NULL,
            parameters_hash TEXT NOT NULL,
            status INTEGER NOT NULL,
            body TEXT NOT NULL,
            request_id TEXT NOT NULL,
            stored_at INTEGER NOT NULL);
        """;

    /// <summary>The answer under a key that is not older than a day, or null.</summary>
    public StoredAnswer? Find(string key, DateTimeOffset now) =>
        connection.Query(
            "SELECT endpoint, parameters_hash, status, body, request_id FROM idempotency_keys WHERE key = @0 AND stored_at > @1",
            r => new StoredAnswer(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetString(4)),
            key,
            (now - Lifetime).ToUnixTimeMilliseconds()).FirstOrDefault();

    /// <summary>Keeps an answer; one that has outlived its day is replaced.</summary>
    public void Save(string key, StoredAnswer answer, DateTimeOffset now) =>
        connection.Execute(
            "INSERT OR REPLACE INTO idempotency_keys VALUES (@0, @1, @2, @3, @4, @5, @6)",
            key, answer.Endpoint, answer.ParametersHash, answer.Status, answer.Body, answer.RequestId, now.ToUnixTimeMilliseconds());
}
