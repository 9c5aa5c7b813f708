using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Billing.Domain.Snapshots;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence.Conventions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The database on SQLite. All writes of this process pass one gate: begin transactions by <see cref="BillingDbContext.InTransactionAsync"/>
/// only, and wrap <c>ExecuteUpdate</c>, <c>ExecuteDelete</c> and plain SQL that writes in it.
/// </summary>
public sealed class SqliteBillingDbContext(DbContextOptions<SqliteBillingDbContext> options, TimeProvider time, SqliteWriteGate gate)
    : BillingDbContext(options, time)
{
    private const string AddToPaymentCounts = """
        INSERT INTO payment_counts (user_id, total) SELECT key, value FROM json_each({0}) WHERE TRUE
        ON CONFLICT (user_id) DO UPDATE SET total = total + excluded.total
        """;

    private const string MarkDone = """
        UPDATE stripe_events SET
            status = done.value ->> 'status', outcome = done.value ->> 'outcome', processed_at = {1},
            last_error = NULL, lease_token = NULL, leased_until = NULL
        FROM json_each({0}) AS done
        WHERE stripe_events.id = done.value ->> 'id' AND stripe_events.status = 'processing' AND stripe_events.lease_token = done.value ->> 'lease'
        """;

    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private bool _holdsGate;

    private bool _isRelaxed;

    private bool _changesMirrors;

    private PreparedWrites? _writes;

    /// <summary>Nobody waits for what is under way here, and it does not keep the only writer from others.</summary>
    internal bool IsInBackground => _isRelaxed && !_holdsGate;

    /// <inheritdoc />
    /// <remarks>Commits no longer wait for the disk itself. The connection stays open until the context is disposed.</remarks>
    public override async Task UseRelaxedDurabilityAsync(CancellationToken cancellationToken)
    {
        if (_isRelaxed)
        {
            return;
        }

        await Database.OpenConnectionAsync(cancellationToken);
        _isRelaxed = true;
        await Database.ExecuteSqlRawAsync("PRAGMA synchronous = NORMAL", cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        CloseIfRelaxed();
        base.Dispose();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        CloseIfRelaxed();
        await base.DisposeAsync();
    }

    /// <inheritdoc />
    /// <remarks>SQLite keeps a number of the application's own in the file's header; it is written by the transactions that save mirrors.</remarks>
    public override async Task<int?> GetMirrorsVersionAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return GetMirrorsVersion();
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc />
    public override Task AddToPaymentCountsAsync(IReadOnlyDictionary<Guid, int> added, CancellationToken cancellationToken)
    {
        Dictionary<string, int> byUser = added.ToDictionary(a => Text(a.Key), a => a.Value);
        return Database.ExecuteSqlRawAsync(AddToPaymentCounts, [JsonSerializer.Serialize(byUser)], cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>One statement for all of them: the only writer waits for it.</remarks>
    internal override Task<int> MarkDoneAsync(IReadOnlyCollection<DoneEvent> done, DateTime now, CancellationToken cancellationToken)
    {
        var rows = done.Select(d => new Dictionary<string, string>
        {
            ["id"] = d.Id,
            ["lease"] = Text(d.LeaseToken),
            ["status"] = SnakeCaseEnumConverter<InboxEventStatus>.NameOf(d.Status),
            ["outcome"] = d.Outcome,
        });
        return Database.ExecuteSqlRawAsync(MarkDone, [JsonSerializer.Serialize(rows), now], cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task RunInTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using IDisposable turn = await gate.EnterAsync(WritePriority.Ordinary, cancellationToken);
        _holdsGate = true;
        _changesMirrors = false;
        try
        {
            // Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE: a transaction that reads first cannot lose its snapshot to another writer.
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            using var writes = new PreparedWrites((SqliteConnection)Database.GetDbConnection());
            _writes = writes;
            await work(cancellationToken);
            if (_changesMirrors)
            {
                Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {unchecked(GetMirrorsVersion() + 1)}"));
            }

            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            _holdsGate = false;
            _writes = null;
        }
    }

    /// <inheritdoc />
    protected override async Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        List<EntityEntry> changed = [.. ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached))];
        if (changed.Count == 0)
        {
            return 0;
        }

        bool changesMirrors = changed.Exists(e => e.Entity is MirroredObject);
        if (_holdsGate)
        {
            _changesMirrors |= changesMirrors;
            return _writes is not null && acceptAllChangesOnSuccess && PreparedWrites.Handle(changed)
                ? WritePrepared(_writes, changed)
                : await base.SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        if (changesMirrors && Database.CurrentTransaction is null)
        {
            int written = 0;
            await RunInTransactionAsync(
                async token =>
                {
                    _changesMirrors = true;
                    written = await base.SaveAsync(acceptAllChangesOnSuccess: false, token);
                },
                cancellationToken);
            if (acceptAllChangesOnSuccess)
            {
                ChangeTracker.AcceptAllChanges();
            }

            return written;
        }

        using IDisposable turn = await gate.EnterAsync(WritePriority.Ordinary, cancellationToken);
        return await base.SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>The pool counts who has opened the connection, and would hand the context on with one too many.</summary>
    private void CloseIfRelaxed()
    {
        if (_isRelaxed)
        {
            _isRelaxed = false;
            Database.CloseConnection();
        }
    }

    /// <summary>As EF writes it into a text column.</summary>
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private int WritePrepared(PreparedWrites writes, List<EntityEntry> changed)
    {
        int written = writes.Write(changed);
        ChangeTracker.AcceptAllChanges();
        return written;
    }

    private int GetMirrorsVersion() => Convert.ToInt32(Run("PRAGMA user_version"), CultureInfo.InvariantCulture);

    private object? Run(string pragma)
    {
        using DbCommand command = Database.GetDbConnection().CreateCommand();
        command.Transaction = Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = pragma;
        return command.ExecuteScalar();
    }

    /// <inheritdoc />
    protected override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    /// <summary>Makes the context for the tools that write migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteBillingDbContext>
    {
        /// <inheritdoc />
        public SqliteBillingDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteBillingDbContext>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System, new SqliteWriteGate());
    }
}
