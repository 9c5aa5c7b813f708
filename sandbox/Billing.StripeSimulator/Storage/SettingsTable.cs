using Microsoft.Data.Sqlite;

namespace Billing.StripeSimulator.Storage;

/// <summary>Single values: the clock's offset, the account's id.</summary>
internal sealed class SettingsTable(SqliteConnection connection)
{
    /// <summary>The statements that make the table.</summary>
    public const string Schema = "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);";

    /// <summary>The value under a name, or null.</summary>
    public string? Find(string name) => (string?)connection.Scalar("SELECT value FROM settings WHERE name = @0", name);

    /// <summary>Forgets the value under a name.</summary>
    public void Remove(string name) => connection.Execute("DELETE FROM settings WHERE name = @0", name);

    /// <summary>Sets the value under a name.</summary>
    public void Save(string name, string value) =>
        connection.Execute("INSERT OR REPLACE INTO settings VALUES (@0, @1)", name, value);
}
