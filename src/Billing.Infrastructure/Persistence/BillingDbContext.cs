using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Plans;
using Billing.Domain.Refunds;
using Billing.Domain.StripeEvents;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Persistence;

/// <summary>The model of the database, the same for every provider; the derived contexts hold what differs.</summary>
public abstract class BillingDbContext(DbContextOptions options)
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
    public DbSet<EmailMessage> EmailMessages => Set<EmailMessage>();

    /// <inheritdoc />
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <inheritdoc />
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <inheritdoc />
    public DbSet<ReconciliationRun> ReconciliationRuns => Set<ReconciliationRun>();

    /// <summary>The sessions of the users.</summary>
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    /// <inheritdoc />
    public abstract Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <inheritdoc />
    public void Forget() => ChangeTracker.Clear();
}
