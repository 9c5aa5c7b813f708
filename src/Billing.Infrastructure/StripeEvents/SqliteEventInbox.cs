using Billing.Application.StripeEvents;
using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// The inbox on SQLite: one unpooled connection of its own with prepared statements, because <c>synchronous</c> belongs to the
/// physical connection and EF's tracked inserts cost several times as much.
/// </summary>
internal sealed class SqliteEventInbox(
    SqliteWriteGate gate,
    string connectionString,
    EventSignal signal,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<GroupCommitInbox> logger) : GroupCommitInbox(signal, options, time, logger)
{
    internal const string Insert = """
        INSERT INTO stripe_events
            (id, type, api_version, livemode, created_at, received_at, object_id, lane, status, outcome, attempts, next_attempt_at, processed_at)
        VALUES ($id, $type, $api_version, $livemode, $created_at, $received_at, $object_id, $lane, $status, $outcome, 0, $received_at, $processed_at)
        ON CONFLICT (id) DO NOTHING
        """;

    internal const string InsertPayload = "INSERT INTO stripe_event_payloads (received_at, event_id, body) VALUES ($received_at, $event_id, $body)";

    private readonly string _connectionString =
        new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 5 }.ToString();

    private Statements? _open;

    /// <inheritdoc />
    protected override IReadOnlySet<string> Write(IReadOnlyList<Delivery> batch)
    {
        Statements statements = _open ??= Statements.Open(_connectionString);
        var stored = new HashSet<string>(batch.Count);
        using IDisposable turn = gate.Enter(WritePriority.Inbox);
        statements.Begin.ExecuteNonQuery();
        foreach (Delivery delivery in batch)
        {
            if (statements.Insert(delivery))
            {
                stored.Add(delivery.Event.Id);
            }
        }

        statements.Commit.ExecuteNonQuery();
        return stored;
    }

    /// <inheritdoc />
    protected override IReadOnlyDictionary<string, StoredEvent> Find(IReadOnlyCollection<string> ids)
    {
        Statements statements = _open ??= Statements.Open(_connectionString);
        return ids.ToDictionary(id => id, statements.Find);
    }

    /// <summary>Closes the connection, which rolls back what was begun.</summary>
    protected override void Close()
    {
        _open?.Dispose();
        _open = null;
    }

    private sealed class Statements : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly SqliteCommand _insertPayload;
        private readonly SqliteCommand _find;

        private Statements(SqliteConnection connection)
        {
            _connection = connection;
            Begin = Prepare("BEGIN IMMEDIATE");
            Commit = Prepare("COMMIT");
            _insert = Prepare(SqliteEventInbox.Insert);
            _insertPayload = Prepare(SqliteEventInbox.InsertPayload);
            _find = Prepare("SELECT type, object_id, created_at FROM stripe_events WHERE id = $id");
        }

        public SqliteCommand Begin { get; }

        public SqliteCommand Commit { get; }

        public static Statements Open(string connectionString)
        {
            var connection = new SqliteConnection(connectionString);
            connection.Open();
            var statements = new Statements(connection);
            using SqliteCommand pragmas = statements.Prepare("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; " + SqliteCheckpointer.Backstop);
            pragmas.ExecuteNonQuery();
            return statements;
        }

        /// <summary>Inserts one event; false when it was there.</summary>
        public bool Insert(Delivery delivery)
        {
            ReceivedEvent received = delivery.Event;
            _insert.Parameters.Clear();
            _insert.Parameters.AddWithValue("$id", received.Id);
            _insert.Parameters.AddWithValue("$type", received.Type);
            _insert.Parameters.AddWithValue("$api_version", (object?)received.ApiVersion ?? DBNull.Value);
            _insert.Parameters.AddWithValue("$livemode", received.Livemode);
            _insert.Parameters.AddWithValue("$created_at", received.CreatedAt);
            _insert.Parameters.AddWithValue("$received_at", delivery.ReceivedAt);
            _insert.Parameters.AddWithValue("$object_id", (object?)received.ObjectId ?? DBNull.Value);
            _insert.Parameters.AddWithValue("$lane", received.Lane);
            _insert.Parameters.AddWithValue("$status", received.IgnoredBecause is null ? "pending" : "ignored");
            _insert.Parameters.AddWithValue("$outcome", (object?)received.IgnoredBecause ?? DBNull.Value);
            _insert.Parameters.AddWithValue("$processed_at", received.IgnoredBecause is null ? DBNull.Value : delivery.ReceivedAt);
            if (_insert.ExecuteNonQuery() == 0)
            {
                return false;
            }

            _insertPayload.Parameters.Clear();
            _insertPayload.Parameters.AddWithValue("$received_at", delivery.ReceivedAt);
            _insertPayload.Parameters.AddWithValue("$event_id", received.Id);
            _insertPayload.Parameters.AddWithValue("$body", received.Payload);
            _insertPayload.ExecuteNonQuery();
            return true;
        }

        /// <summary>What is stored under an id that is known.</summary>
        public StoredEvent Find(string id)
        {
            _find.Parameters.Clear();
            _find.Parameters.AddWithValue("$id", id);
            using SqliteDataReader row = _find.ExecuteReader();
            row.Read();
            return new StoredEvent(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), DateTime.SpecifyKind(row.GetDateTime(2), DateTimeKind.Utc));
        }

        public void Dispose()
        {
            Begin.Dispose();
            Commit.Dispose();
            _insert.Dispose();
            _insertPayload.Dispose();
            _find.Dispose();
            _connection.Dispose();
        }

        private SqliteCommand Prepare(string sql)
        {
            SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            return command;
        }
    }
}
