using System.Data;
using System.Globalization;
using System.Text.Json;
using Billing.Application.StripeEvents;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// The inbox on SQL Server: a batch is one transaction. When another process inserts the same event in the same moment, the batch
/// is written again, and then row by row.
/// </summary>
internal sealed class SqlServerEventInbox(
    string connectionString, EventSignal signal, IOptions<WebhookOptions> options, TimeProvider time, ILogger<GroupCommitInbox> logger)
    : GroupCommitInbox(signal, options, time, logger)
{
    internal const string Insert = """
        DECLARE @new TABLE (id varchar(255) COLLATE Latin1_General_100_BIN2 PRIMARY KEY);
        INSERT INTO stripe_events
            (id, type, api_version, livemode, created_at, received_at, object_id, lane, status, outcome, attempts, next_attempt_at, processed_at)
        OUTPUT inserted.id INTO @new
        SELECT e.id, e.type, e.api_version, e.livemode, e.created_at, e.received_at, e.object_id, e.lane, e.status, e.outcome, 0,
            e.received_at, e.processed_at
        FROM OPENJSON(@events) WITH (
            id varchar(255), type varchar(255), api_version varchar(255), livemode bit, created_at datetime2, received_at datetime2,
            object_id varchar(255), lane varchar(255), status varchar(32), outcome nvarchar(500), processed_at datetime2) AS e
        WHERE NOT EXISTS (SELECT 1 FROM stripe_events AS s WHERE s.id = e.id COLLATE Latin1_General_100_BIN2);
        """ + InsertPayload + "SELECT id FROM @new;";

    internal const string InsertPayload = """
        INSERT INTO stripe_event_payloads (received_at, event_id, body)
        SELECT e.received_at, e.id, e.payload
        FROM OPENJSON(@events) WITH (id varchar(255), received_at datetime2, payload varbinary(max)) AS e
        WHERE e.id COLLATE Latin1_General_100_BIN2 IN (SELECT id FROM @new);
        """;

    private const string FindStored = """
        SELECT s.id, s.type, s.object_id, s.created_at
        FROM stripe_events AS s
        WHERE s.id IN (SELECT value COLLATE Latin1_General_100_BIN2 FROM OPENJSON(@ids))
        """;

    /// <summary>Violation of a primary key, and of a unique index.</summary>
    private static readonly int[] UniqueViolations = [2627, 2601];

    /// <inheritdoc />
    protected override IReadOnlySet<string> Write(IReadOnlyList<Delivery> batch)
    {
        List<Delivery> distinct = [.. batch.DistinctBy(d => d.Event.Id)];
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            try
            {
                return InsertAll(distinct);
            }
            catch (SqlException e) when (UniqueViolations.Contains(e.Number))
            {
                // Another process was first with one of them: the next look sees its row.
            }
        }

        var stored = new HashSet<string>();
        foreach (Delivery delivery in distinct)
        {
            stored.UnionWith(InsertOne(delivery));
        }

        return stored;
    }

    /// <inheritdoc />
    protected override IReadOnlyDictionary<string, StoredEvent> Find(IReadOnlyCollection<string> ids)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using SqlCommand command = connection.CreateCommand();
        command.CommandText = FindStored;
        command.Parameters.Add("@ids", SqlDbType.NVarChar, -1).Value = JsonSerializer.Serialize(ids);
        var found = new Dictionary<string, StoredEvent>(ids.Count);
        using SqlDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(
                row.GetString(0),
                new StoredEvent(
                    row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc)));
        }

        return found;
    }

    /// <inheritdoc />
    protected override void Close()
    {
        // Connections come from the pool and go back after each batch.
    }

    private HashSet<string> InsertOne(Delivery delivery)
    {
        try
        {
            return InsertAll([delivery]);
        }
        catch (SqlException e) when (UniqueViolations.Contains(e.Number))
        {
            return [];
        }
    }

    private HashSet<string> InsertAll(List<Delivery> batch)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using SqlTransaction transaction = connection.BeginTransaction();
        using SqlCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Insert;
        command.Parameters.Add("@events", SqlDbType.NVarChar, -1).Value = JsonSerializer.Serialize(batch.Select(Row));
        var stored = new HashSet<string>(batch.Count);
        using (SqlDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                stored.Add(reader.GetString(0));
            }
        }

        transaction.Commit();
        return stored;
    }

    private static Dictionary<string, object?> Row(Delivery delivery)
    {
        ReceivedEvent received = delivery.Event;
        return new Dictionary<string, object?>
        {
            ["id"] = received.Id,
            ["type"] = received.Type,
            ["api_version"] = received.ApiVersion,
            ["livemode"] = received.Livemode,
            ["created_at"] = Text(received.CreatedAt),
            ["received_at"] = Text(delivery.ReceivedAt),
            ["object_id"] = received.ObjectId,
            ["lane"] = received.Lane,
            ["payload"] = received.Payload,
            ["status"] = received.IgnoredBecause is null ? "pending" : "ignored",
            ["outcome"] = received.IgnoredBecause,
            ["processed_at"] = received.IgnoredBecause is null ? null : Text(delivery.ReceivedAt),
        };
    }

    /// <summary>Without a zone: datetime2 has none, and every time here is UTC.</summary>
    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
