using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>The next moment at which an object goes on by itself.</summary>
/// <param name="Kind">The object's kind.</param>
/// <param name="Id">The object's id.</param>
/// <param name="At">Stripe's seconds.</param>
/// <param name="What">What happens then, in words.</param>
internal sealed record AgendaEntry(string Kind, string Id, long At, string What);

/// <summary>When which object goes on by itself: one row an object, on the common clock or on a test clock.</summary>
internal sealed class AgendaTable(SqliteConnection connection)
{
    /// <summary>The name of the clock that everything follows that is on no test clock.</summary>
    public const string CommonClock = "";

    /// <summary>The statements that make the table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS agenda (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            clock TEXT NOT NULL,
            at INTEGER NOT NULL,
            what TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS agenda_due ON agenda (clock, at);
        """;

    /// <summary>The first entry on a clock; of several at the same moment the one that was there first. Null when nothing is planned.</summary>
    public AgendaEntry? Next(string clock) => Upcoming(clock, 1) is [var first, ..] ? first : null;

    /// <summary>The first entries on a clock, in their order.</summary>
    public IReadOnlyList<AgendaEntry> Upcoming(string clock, int limit) =>
        connection.Query(
            "SELECT kind, id, at, what FROM agenda WHERE clock = @0 ORDER BY at, rowid LIMIT @1",
            row => new AgendaEntry(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3)),
            clock, limit);

    /// <summary>What is planned for an object; null when nothing is.</summary>
    public AgendaEntry? Find(string id) =>
        connection.Query(
            "SELECT kind, id, at, what FROM agenda WHERE id = @0",
            row => new AgendaEntry(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3)),
            id).FirstOrDefault();

    /// <summary>Plans the object's next moment, in place of the one that was planned.</summary>
    public void Set(AgendaEntry entry, string clock) =>
        connection.Execute(
            """
            INSERT INTO agenda (id, kind, clock, at, what) VALUES (@0, @1, @2, @3, @4)
            ON CONFLICT (id) DO UPDATE SET clock = excluded.clock, at = excluded.at, what = excluded.what
            """,
            entry.Id, entry.Kind, clock, entry.At, entry.What);

    /// <summary>Nothing is planned for the object any more.</summary>
    public void Remove(string id) => connection.Execute("DELETE FROM agenda WHERE id = @0", id);
}
