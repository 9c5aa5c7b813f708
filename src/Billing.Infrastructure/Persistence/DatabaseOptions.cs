namespace Billing.Infrastructure.Persistence;

/// <summary>The databases that Billing runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file; for development, the sandbox and small installations.</summary>
    Sqlite,

    /// <summary>SQL Server or Azure SQL.</summary>
    SqlServer,
}

/// <summary>The section <c>Database</c> of the configuration. The connection string is <c>ConnectionStrings:Billing</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Database";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionStringName = "Billing";

    /// <summary>Which database it is.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// Whether SQL Server is migrated at start; off by default, because there schema changes want their own account and moment.
    /// SQLite always is.
    /// </summary>
    public bool MigrateOnStart { get; set; }
}
