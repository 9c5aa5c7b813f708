using System.Data.Common;
using System.Text.Json;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence.Configurations;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Billing.Infrastructure.Persistence.SqlServer;

/// <summary>The database on SQL Server. READ_COMMITTED_SNAPSHOT is expected to be on, so that readers and writers do not wait for each other.</summary>
public sealed class SqlServerBillingDbContext(DbContextOptions<SqlServerBillingDbContext> options, TimeProvider time)
    : BillingDbContext(options, time)
{
    private const string AddToPaymentCounts = """
        MERGE payment_counts WITH (HOLDLOCK) AS counts
        USING (SELECT user_id, added FROM OPENJSON({0}) WITH (user_id uniqueidentifier, added int)) AS new ON counts.user_id = new.user_id
        WHEN MATCHED THEN UPDATE SET total = counts.total + new.added
        WHEN NOT MATCHED THEN INSERT (user_id, total) VALUES (new.user_id, new.added);
        """;

    private const int DuplicateIndexKey = 2601;
    private const int DuplicateConstraintKey = 2627;

    /// <inheritdoc />
    public override async Task<string?> FindMisconfigurationAsync(CancellationToken cancellationToken)
    {
        bool isOn = await Database
            .SqlQueryRaw<bool>("SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE name = DB_NAME()")
            .SingleAsync(cancellationToken);
        return isOn ? null : "READ_COMMITTED_SNAPSHOT is off: readers and writers wait for each other. Switch it on with ALTER DATABASE.";
    }

    /// <inheritdoc />
    public override Task AddToPaymentCountsAsync(IReadOnlyDictionary<Guid, int> added, CancellationToken cancellationToken)
    {
        var rows = added.Select(a => new Dictionary<string, object> { ["user_id"] = a.Key, ["added"] = a.Value });
        return Database.ExecuteSqlRawAsync(AddToPaymentCounts, [JsonSerializer.Serialize(rows)], cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task RunInTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var before = new TrackedRows(ChangeTracker);
        await Database.CreateExecutionStrategy().ExecuteAsync(token => RunOnceAsync(work, before, token), cancellationToken);
    }

    /// <summary>A transient fault, a lost deadlock for example, makes the strategy run this again: from the rows as they were.</summary>
    private async Task RunOnceAsync(Func<CancellationToken, Task> work, TrackedRows before, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            await work(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch
        {
            before.Restore();
            throw;
        }
    }

    /// <inheritdoc />
    protected override bool IsUniqueViolation(DbException exception) =>
        exception is SqlException { Number: DuplicateIndexKey or DuplicateConstraintKey };

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Conventions.Add(_ => new BinaryCollation());
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // SQL Server does not sort UUIDs by time: clustered by one, a table would be written all over. Tables with many rows are
        // clustered by the way they are read instead, the others are heaps.
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(e => e.GetKeys()).Where(k => k.Properties.Any(p => p.ClrType == typeof(Guid))))
        {
            key.SetIsClustered(false);
        }

        builder.Entity<PaymentTransaction>().HasIndex(p => new { p.UserId, p.CreatedAt, p.Id }, PaymentTransactionConfiguration.HistoryIndex).IsClustered();
        builder.Entity<Invoice>().HasIndex(i => new { i.UserId, i.CreatedAt, i.Id }, InvoiceConfiguration.HistoryIndex).IsClustered();
        builder.Entity<IdempotencyKey>().HasIndex(k => k.CreatedAt).IsClustered();
        builder.Entity<AuditEntry>().HasIndex(e => e.CreatedAt).IsClustered();
        builder.Entity<InboxEvent>().HasKey(e => e.Id).IsClustered(false);
        builder.Entity<InboxEvent>().HasIndex(e => new { e.ReceivedAt, e.Id }).IsClustered();
    }

    /// <summary>Makes the context for the tools that write migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqlServerBillingDbContext>
    {
        /// <inheritdoc />
        public SqlServerBillingDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerBillingDbContext>().UseSqlServer("Server=none").Options, TimeProvider.System);
    }
}
