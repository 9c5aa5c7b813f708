using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>The table of Stripe objects: a JSON document a row, in the order in which they were made.</summary>
internal sealed class DocumentTable(SqliteConnection connection)
{
    /// <summary>Where a document that goes on by itself keeps when it does, in Stripe's seconds.</summary>
    public const string SettlesAt = "settles_at";

    /// <summary>The statements that make the table. Paths that lists are filtered by have an index on the expression.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS objects (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            id TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            deleted INTEGER NOT NULL DEFAULT 0,
            json TEXT NOT NULL,
            hidden TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, sequence);
        CREATE INDEX IF NOT EXISTS objects_customer ON objects (kind, json ->> '$.customer', sequence);
        CREATE INDEX IF NOT EXISTS objects_payment_intent ON objects (kind, json ->> '$.payment_intent', sequence);
        CREATE INDEX IF NOT EXISTS objects_email ON objects (kind, json ->> '$.email', sequence);
        CREATE INDEX IF NOT EXISTS objects_lookup_key ON objects (kind, json ->> '$.lookup_key', sequence);
        CREATE INDEX IF NOT EXISTS objects_invoice ON objects (kind, json ->> '$.invoice', sequence);
        CREATE INDEX IF NOT EXISTS objects_invoice_subscription
            ON objects (json ->> '$.parent.subscription_details.subscription', sequence) WHERE kind = 'invoice';
        CREATE INDEX IF NOT EXISTS objects_event_object ON objects (json ->> '$.data.object.id', sequence) WHERE kind = 'event';
        """;

    /// <summary>The document of this kind with this id, deleted ones included; null when there is none.</summary>
    public StripeDocument? Find(string kind, string id) =>
        connection.Query("SELECT kind, id, json, hidden FROM objects WHERE id = @0 AND kind = @1", Read, id, kind).FirstOrDefault();

    /// <summary>The document with this id, of whatever kind; null when there is none.</summary>
    public StripeDocument? FindAny(string id) =>
        connection.Query("SELECT kind, id, json, hidden FROM objects WHERE id = @0", Read, id) is [var found] ? found : null;

    /// <summary>Adds the document, or replaces what is stored under its id.</summary>
    public void Save(StripeDocument document) =>
        connection.Execute(
            """
            INSERT INTO objects (kind, id, created, deleted, json, hidden) VALUES (@0, @1, @2, @3, @4, @5)
            ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, json = excluded.json, hidden = excluded.hidden
            """,
            document.Kind,
            document.Id,
            document.Number("created") ?? 0,
            document.IsDeleted ? 1 : 0,
            StripeJson.Compact(document.Json),
            StripeJson.Compact(document.Hidden));

    /// <summary>The page of documents, newest first, and whether there are more beyond it.</summary>
    /// <exception cref="KeyNotFoundException">The cursor names no document of this kind.</exception>
    public (IReadOnlyList<StripeDocument> Documents, bool HasMore) List(DocumentQuery query)
    {
        var backwards = query.EndingBefore is not null;
        var parameters = new List<object?> { query.Kind };
        var sql = new StringBuilder("SELECT kind, id, json, hidden FROM objects WHERE kind = @0 AND deleted = 0");
        AppendFilters(query, sql, parameters);
        if ((query.StartingAfter ?? query.EndingBefore) is { } cursor)
        {
            parameters.Add(SequenceOf(query.Kind, cursor));
            sql.Append(backwards ? " AND sequence > @" : " AND sequence < @").Append(parameters.Count - 1);
        }

        parameters.Add(query.Limit == int.MaxValue ? -1L : query.Limit + 1L);
        sql.Append(" ORDER BY sequence ").Append(backwards ? "ASC" : "DESC").Append(" LIMIT @").Append(parameters.Count - 1);
        var documents = connection.Query(sql.ToString(), Read, parameters.ToArray());
        var hasMore = documents.Count > query.Limit;
        if (hasMore)
        {
            documents.RemoveAt(documents.Count - 1);
        }

        if (backwards)
        {
            documents.Reverse();
        }

        return (documents, hasMore);
    }

    /// <summary>Every document that the query describes, newest first.</summary>
    public IReadOnlyList<StripeDocument> All(DocumentQuery query) => List(query).Documents;

    /// <summary>How many documents there are of each kind.</summary>
    public IReadOnlyList<(string Kind, long Count)> Counts() =>
        connection.Query(
            "SELECT kind, count(*) FROM objects WHERE deleted = 0 GROUP BY kind ORDER BY kind", r => (r.GetString(0), r.GetInt64(1)));

    /// <summary>How many documents of a kind there are.</summary>
    public long Count(string kind) => (long)connection.Scalar("SELECT count(*) FROM objects WHERE kind = @0", kind)!;

    /// <summary>Stripe's seconds of the newest document; 0 when there is none.</summary>
    public long NewestCreated() => (long)(connection.Scalar("SELECT max(created) FROM objects") ?? 0L);

    private static void AppendFilters(DocumentQuery query, StringBuilder sql, List<object?> parameters)
    {
        foreach (var filter in query.Filters)
        {
            sql.Append(" AND json ->> '$.").Append(filter.Path).Append("' ").Append(filter.Comparison).Append(' ');
            if (filter.Value is IReadOnlyCollection<string> values)
            {
                sql.Append('(').AppendJoin(", ", Enumerable.Range(parameters.Count, values.Count).Select(i => $"@{i}")).Append(')');
                parameters.AddRange(values);
                continue;
            }

            sql.Append('@').Append(parameters.Count);
            parameters.Add(filter.Value);
        }
    }

    private long SequenceOf(string kind, string id) =>
        (long?)connection.Scalar("SELECT sequence FROM objects WHERE id = @0 AND kind = @1", id, kind)
        ?? throw new KeyNotFoundException($"No {kind} has the id {id}.");

    private static StripeDocument Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        JsonNode.Parse(row.GetString(2))!.AsObject(),
        JsonNode.Parse(row.GetString(3))!.AsObject());
}
