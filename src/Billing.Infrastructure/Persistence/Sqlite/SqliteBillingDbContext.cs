using System.Data.Common;
using System.Globalization;
using Billing.Domain.Snapshots;
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
public sealed class SqliteBillingDbContext(
    DbContextOptions<SqliteBillingDbContext> options, TimeProvider time, SqliteWriteGate gate, SqliteBackgroundConnections connections)
    : BillingDbContext(options, time)
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private bool _holdsGate;

    private bool _changesMirrors;

    private SqliteBackgroundConnection? _background;

    private string? _ownConnectionString;

    private PreparedStatements? _statements;

    /// <summary>What was found before the transaction that writes it.</summary>
    private RowWrites? _found;

    /// <summary>Nobody waits for what is under way here, and it does not keep the only writer from others.</summary>
    internal bool IsInBackground => _background is not null && !_holdsGate;

    private PreparedStatements Statements => _statements ?? throw new InvalidOperationException("This is written in a transaction.");

    /// <inheritdoc />
    /// <remarks>Commits no longer wait for the disk itself: from here on it works on a connection of the background.</remarks>
    /// <exception cref="InvalidOperationException">The context has its own connection open.</exception>
    public override Task UseRelaxedDurabilityAsync(CancellationToken cancellationToken)
    {
        if (_background is not null)
        {
            return Task.CompletedTask;
        }

        SqliteBackgroundConnection rented = connections.Rent();
        try
        {
            _ownConnectionString = Database.GetConnectionString();
            Database.SetDbConnection(rented.Connection);
            _background = rented;
        }
        catch
        {
            connections.Return(rented);
            throw;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        LeaveBackground();
        base.Dispose();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        LeaveBackground();
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
    /// <exception cref="InvalidOperationException">No transaction is under way.</exception>
    public override Task AddToPaymentCountsAsync(IReadOnlyDictionary<Guid, int> added, CancellationToken cancellationToken)
    {
        BatchStatements.AddToPaymentCounts(Statements, added);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">No transaction is under way.</exception>
    internal override Task<int> MarkClaimedAsync(
        IReadOnlyCollection<string> ids, Guid leaseToken, DateTime leasedUntil, CancellationToken cancellationToken) =>
        Task.FromResult(BatchStatements.MarkClaimed(Statements, ids, leaseToken, leasedUntil));

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">No transaction is under way.</exception>
    internal override Task<int> MarkDoneAsync(IReadOnlyCollection<DoneEvent> done, DateTime now, CancellationToken cancellationToken) =>
        Task.FromResult(BatchStatements.MarkDone(Statements, done, now));

    /// <inheritdoc />
    protected override async Task RunInTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using IDisposable turn = await gate.EnterAsync(WritePriority.Ordinary, cancellationToken);
        _holdsGate = true;
        _changesMirrors = false;
        try
        {
            await RunUnderGateAsync(work, cancellationToken);
        }
        catch
        {
            _background?.IsBroken = true;
            throw;
        }
        finally
        {
            _holdsGate = false;
            _found = null;
        }
    }

    /// <inheritdoc />
    protected override void OnChangesFound() => _found = _background is not null && !_holdsGate ? RowWrites.Of(Changed()) : null;

    /// <inheritdoc />
    protected override async Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        RowWrites? found = _found;
        _found = null;
        if (_holdsGate && acceptAllChangesOnSuccess && found is not null)
        {
            return Write(found);
        }

        List<EntityEntry> changed = Changed();
        if (changed.Count == 0)
        {
            return 0;
        }

        bool changesMirrors = changed.Exists(e => e.Entity is MirroredObject);
        if (_holdsGate)
        {
            return await SaveUnderGateAsync(changed, acceptAllChangesOnSuccess, cancellationToken);
        }

        if (changesMirrors && Database.CurrentTransaction is null)
        {
            return await SaveMirrorsAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        using IDisposable turn = await gate.EnterAsync(WritePriority.Ordinary, cancellationToken);
        return await base.SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    protected override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    private List<EntityEntry> Changed() => [.. ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached))];

    private async Task RunUnderGateAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        // Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE: a transaction that reads first cannot lose its snapshot to another writer.
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        using PreparedStatements? own = _background is null ? new PreparedStatements((SqliteConnection)Database.GetDbConnection()) : null;
        _statements = own ?? _background!.Statements;
        _statements.Transaction = (SqliteTransaction)transaction.GetDbTransaction();
        try
        {
            await work(cancellationToken);
            if (_changesMirrors)
            {
                SetMirrorsVersion(unchecked(GetMirrorsVersion() + 1));
            }
        }
        finally
        {
            _statements.Transaction = null;
            _statements = null;
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task<int> SaveUnderGateAsync(List<EntityEntry> changed, bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        if (acceptAllChangesOnSuccess && RowWrites.Of(changed) is { } writes)
        {
            return Write(writes);
        }

        _changesMirrors |= changed.Exists(e => e.Entity is MirroredObject);
        return await base.SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private async Task<int> SaveMirrorsAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
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

    private int Write(RowWrites writes)
    {
        _changesMirrors |= writes.Count > 0;
        writes.Run(Statements);
        ChangeTracker.AcceptAllChanges();
        return writes.Count;
    }

    /// <summary>The pool would hand the context on with a connection that is another's.</summary>
    private void LeaveBackground()
    {
        _found = null;
        if (_background is not { } background)
        {
            return;
        }

        _background = null;
        try
        {
            Database.SetDbConnection(null, contextOwnsConnection: true);
            Database.SetConnectionString(_ownConnectionString);
        }
        finally
        {
            connections.Return(background);
        }
    }

    private int GetMirrorsVersion() => Convert.ToInt32(
        (_statements ?? _background?.Statements)?.Read("PRAGMA user_version") ?? Run("PRAGMA user_version"), CultureInfo.InvariantCulture);

    private void SetMirrorsVersion(int version) =>
        Statements.ExecuteOnce(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));

    private object? Run(string pragma)
    {
        using DbCommand command = Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        return command.ExecuteScalar();
    }

    /// <summary>Makes the context for the tools that write migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteBillingDbContext>
    {
        private const string InMemory = "Data Source=:memory:";

        /// <inheritdoc />
        public SqliteBillingDbContext CreateDbContext(string[] args) =>
            new(
                new DbContextOptionsBuilder<SqliteBillingDbContext>().UseSqlite(InMemory).Options,
                TimeProvider.System,
                new SqliteWriteGate(),
                new SqliteBackgroundConnections(InMemory));
    }
}
