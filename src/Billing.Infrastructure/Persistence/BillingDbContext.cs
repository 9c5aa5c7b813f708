using System.Data.Common;
using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Plans;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Domain.StripeEvents;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence.Conventions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Persistence;

/// <summary>The model of the database, the same for every provider; the derived contexts hold what differs.</summary>
/// <param name="options">The provider and its connection.</param>
/// <param name="time">Tells when a row is changed.</param>
public abstract class BillingDbContext(DbContextOptions options, TimeProvider time)
    : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options), IBillingDbContext
{
    /// <inheritdoc />
    public DbSet<Customer> Customers => Set<Customer>();

    /// <inheritdoc />
    public DbSet<Plan> Plans => Set<Plan>();

    /// <inheritdoc />
    public DbSet<PlanPrice> PlanPrices => Set<PlanPrice>();

    /// <inheritdoc />
    public DbSet<UserSubscription> Subscriptions => Set<UserSubscription>();

    /// <inheritdoc />
    public DbSet<SubscriptionSchedule> SubscriptionSchedules => Set<SubscriptionSchedule>();

    /// <inheritdoc />
    public DbSet<CheckoutSession> CheckoutSessions => Set<CheckoutSession>();

    /// <inheritdoc />
    public DbSet<PaymentTransaction> Payments => Set<PaymentTransaction>();

    /// <inheritdoc />
    public DbSet<Charge> Charges => Set<Charge>();

    /// <inheritdoc />
    public DbSet<PaymentCount> PaymentCounts => Set<PaymentCount>();

    /// <inheritdoc />
    public DbSet<Invoice> Invoices => Set<Invoice>();

    /// <inheritdoc />
    public DbSet<InvoicePayment> InvoicePayments => Set<InvoicePayment>();

    /// <inheritdoc />
    public DbSet<Refund> Refunds => Set<Refund>();

    /// <inheritdoc />
    public DbSet<Dispute> Disputes => Set<Dispute>();

    /// <inheritdoc />
    public DbSet<InboxEvent> StripeEvents => Set<InboxEvent>();

    /// <inheritdoc />
    public DbSet<EventPayload> EventPayloads => Set<EventPayload>();

    /// <inheritdoc />
    public DbSet<EventAttempt> EventAttempts => Set<EventAttempt>();

    /// <inheritdoc />
    public DbSet<EmailMessage> EmailMessages => Set<EmailMessage>();

    /// <inheritdoc />
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <inheritdoc />
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <inheritdoc />
    public DbSet<RaisedAlert> Alerts => Set<RaisedAlert>();

    /// <inheritdoc />
    public DbSet<ReconciliationRun> ReconciliationRuns => Set<ReconciliationRun>();

    /// <summary>The sessions of the users.</summary>
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    /// <summary>Identity's own options decide nothing about the tables: the tools that make migrations do not read them.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">It is called within another transaction of this context.</exception>
    public async Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A transaction is under way; its work cannot begin another one.");
        }

        await RunInTransactionAsync(work, cancellationToken);
    }

    /// <inheritdoc />
    public bool IsInTransaction => Database.CurrentTransaction is not null;

    /// <inheritdoc />
    public void FindChanges()
    {
        // Once: looking through all rows that were read costs as much as writing some.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            Stamp();
            OnChangesFound();
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc />
    /// <exception cref="UniqueViolationException">A row with the same unique value was there first.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        FindChanges();
        return await SaveFoundChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    public Task<int> SaveFoundChangesAsync(CancellationToken cancellationToken) => SaveFoundChangesAsync(true, cancellationToken);

    /// <summary>Not supported: a thread that waits for the database would wait for SQLite's only writer too.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    /// <inheritdoc />
    public abstract Task AddToPaymentCountsAsync(IReadOnlyDictionary<Guid, int> added, CancellationToken cancellationToken);

    /// <inheritdoc />
    public virtual Task<int?> GetMirrorsVersionAsync(CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    /// <inheritdoc />
    public IEnumerable<TRow> Known<TRow>()
        where TRow : MirroredObject
    {
        // The values are the rows' own, whether or not changes are looked for.
        bool detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. ChangeTracker.Entries<TRow>().Where(e => e.State != EntityState.Deleted).Select(e => e.Entity)];
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <inheritdoc />
    public void Forget() => ChangeTracker.Clear();

    /// <summary>
    /// From here on a power failure may undo the latest commits of this context, where the provider is faster for it: for work that
    /// is found and done again.
    /// </summary>
    public virtual Task UseRelaxedDurabilityAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives events that still wait to the holder of a lease; call it inside <see cref="InTransactionAsync"/>.</summary>
    /// <param name="ids">Their ids at Stripe.</param>
    /// <param name="leaseToken">The lease.</param>
    /// <param name="leasedUntil">When it ends (UTC).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many they were.</returns>
    internal virtual Task<int> MarkClaimedAsync(
        IReadOnlyCollection<string> ids, Guid leaseToken, DateTime leasedUntil, CancellationToken cancellationToken) =>
        EventMarks.ClaimedAsync(this, ids, leaseToken, leasedUntil, cancellationToken);

    /// <summary>Marks events as done that are still held by the lease under which they were done; call it inside <see cref="InTransactionAsync"/>.</summary>
    /// <returns>How many were.</returns>
    internal virtual Task<int> MarkDoneAsync(IReadOnlyCollection<DoneEvent> done, DateTime now, CancellationToken cancellationToken) =>
        EventMarks.DoneAsync(this, done, now, cancellationToken);

    /// <summary>What of the database's own settings does not suit this program; null when they do.</summary>
    public virtual Task<string?> FindMisconfigurationAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Changes were found, and may be prepared for being written.</summary>
    protected virtual void OnChangesFound()
    {
    }

    /// <summary>Runs the work in a transaction that begins and ends here.</summary>
    protected abstract Task RunInTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Writes the changes.</summary>
    protected virtual Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken) =>
        base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

    /// <summary>Whether the exception says that a unique index or key refused a row.</summary>
    protected abstract bool IsUniqueViolation(DbException exception);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Conventions.Add(_ => new EnumsAsText());
        configurationBuilder.Conventions.Add(_ => new NoCascades());
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BillingDbContext).Assembly);
    }

    private async Task<int> SaveFoundChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is DbException inner && IsUniqueViolation(inner))
        {
            throw new UniqueViolationException("A row with the same unique value was there first.", inner);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>
    /// Counts the change and notes its time. Counted from the number that was read, so that saving again after a failure does
    /// not count twice.
    /// </summary>
    private void Stamp()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            if (entry.State == EntityState.Modified && entry.Entity is (MirroredObject or IdempotencyKey))
            {
                var version = entry.Property(nameof(MirroredObject.Version));
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }

            if (entry.Entity is MirroredObject)
            {
                entry.Property(nameof(MirroredObject.UpdatedAt)).CurrentValue = now;
            }
        }
    }
}
