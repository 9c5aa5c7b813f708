using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>An event that still has to reach an endpoint.</summary>
/// <param name="Id">The row; deliveries of one endpoint are sent in this order.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="EndpointId">The webhook endpoint's id.</param>
/// <param name="Attempts">How often it was tried so far.</param>
internal sealed record PendingDelivery(long Id, string EventId, string EndpointId, int Attempts);

/// <summary>One try at delivering an event.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="EndpointId">The webhook endpoint's id.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="StatusCode">What the endpoint answered; null when it did not.</param>
/// <param name="Error">Why there was no answer; null when there was one.</param>
/// <param name="At">When it was tried, in wall time.</param>
internal sealed record DeliveryAttempt(
    string EventId, string EndpointId, int Attempt, int? StatusCode, string? Error, DateTimeOffset At);

/// <summary>Which event has to reach which endpoint, and every attempt at it.</summary>
internal sealed class DeliveryTable(SqliteConnection connection)
{
    /// <summary>The statements that make the tables. Times are Unix milliseconds of wall time.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS deliveries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event_id TEXT NOT NULL,
            endpoint_id TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt_at INTEGER);
        CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event_id);
        CREATE TABLE IF NOT EXISTS delivery_attempts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
            attempt INTEGER NOT NULL,
            status_code INTEGER,
            error TEXT,
            at INTEGER NOT NULL);
        """;

    /// <summary>Schedules an event for an endpoint, to be sent at once.</summary>
    public void Add(string eventId, string endpointId, DateTimeOffset now) =>
        connection.Execute(
            "INSERT INTO deliveries (event_id, endpoint_id, next_attempt_at) VALUES (@0, @1, @2)",
            eventId, endpointId, now.ToUnixTimeMilliseconds());

    /// <summary>The next delivery of this endpoint that is due, in the order in which the events were made.</summary>
    public PendingDelivery? NextDue(string endpointId, DateTimeOffset now) =>
        connection.Query(
            "SELECT id, event_id, endpoint_id, attempts FROM deliveries WHERE next_attempt_at <= @0 AND endpoint_id = @1 ORDER BY id LIMIT 1",
            r => new PendingDelivery(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3)),
            now.ToUnixTimeMilliseconds(), endpointId).FirstOrDefault();

    /// <summary>The endpoints for which something is due.</summary>
    public IReadOnlyList<string> EndpointsWithDue(DateTimeOffset now) =>
        connection.Query(
            "SELECT DISTINCT endpoint_id FROM deliveries WHERE next_attempt_at <= @0", r => r.GetString(0), now.ToUnixTimeMilliseconds());

    /// <summary>When the next delivery becomes due that is not due yet; null when there is none.</summary>
    public DateTimeOffset? NextRetryAfter(DateTimeOffset now) =>
        (long?)connection.Scalar(
            "SELECT min(next_attempt_at) FROM deliveries WHERE next_attempt_at > @0", now.ToUnixTimeMilliseconds()) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    /// <summary>Records a try; it is tried again at <paramref name="nextAttemptAt"/>, or never when that is null.</summary>
    public void Record(PendingDelivery delivery, DeliveryAttempt attempt, DateTimeOffset? nextAttemptAt)
    {
        connection.Execute(
            "INSERT INTO delivery_attempts (delivery_id, attempt, status_code, error, at) VALUES (@0, @1, @2, @3, @4)",
            delivery.Id, attempt.Attempt, attempt.StatusCode, attempt.Error, attempt.At.ToUnixTimeMilliseconds());
        connection.Execute(
            "UPDATE deliveries SET attempts = @1, next_attempt_at = @2 WHERE id = @0",
            delivery.Id, attempt.Attempt, nextAttemptAt?.ToUnixTimeMilliseconds());
    }

    /// <summary>Puts a delivery off; that is no attempt.</summary>
    public void Postpone(PendingDelivery delivery, DateTimeOffset until) =>
        connection.Execute("UPDATE deliveries SET next_attempt_at = @1 WHERE id = @0", delivery.Id, until.ToUnixTimeMilliseconds());

    /// <summary>Drops what an endpoint has not received yet, because it was deleted or disabled.</summary>
    public void Abandon(string endpointId) =>
        connection.Execute("UPDATE deliveries SET next_attempt_at = NULL WHERE endpoint_id = @0", endpointId);

    /// <summary>How many endpoints an event still has to reach.</summary>
    public long PendingOf(string eventId) =>
        (long)connection.Scalar("SELECT count(*) FROM deliveries WHERE event_id = @0 AND next_attempt_at IS NOT NULL", eventId)!;

    /// <summary>How many deliveries are waiting for an attempt.</summary>
    public long Pending() => (long)connection.Scalar("SELECT count(*) FROM deliveries WHERE next_attempt_at IS NOT NULL")!;

    /// <summary>The latest attempts, oldest first; those of one event when its id is given.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts(string? eventId, int limit)
    {
        var attempts = connection.Query(
            """
            SELECT d.event_id, d.endpoint_id, a.attempt, a.status_code, a.error, a.at
            FROM delivery_attempts a JOIN deliveries d ON d.id = a.delivery_id
            WHERE @0 IS NULL OR d.event_id = @0 ORDER BY a.id DESC LIMIT @1
            """,
            r => new DeliveryAttempt(
                r.GetString(0),
                r.GetString(1),
                r.GetInt32(2),
                r.IsDBNull(3) ? null : r.GetInt32(3),
                r.IsDBNull(4) ? null : r.GetString(4),
                DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(5))),
            eventId, limit);
        attempts.Reverse();
        return attempts;
    }
}
