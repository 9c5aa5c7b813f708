using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Sets up every connection as it is opened: <c>synchronous</c> belongs to the physical connection, and a pooled one comes back as
/// its last user left it. A busy timeout is not set: Microsoft.Data.Sqlite waits by the command's timeout instead.
/// </summary>
internal sealed class SqliteConnectionInterceptor : DbConnectionInterceptor
{
    internal const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; " + SqliteCheckpointer.Backstop;

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
