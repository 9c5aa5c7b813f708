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
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Abstractions;

/// <summary>The database as handlers see it. They query it directly; there are no repositories over it.</summary>
public interface IBillingDbContext
{
    /// <summary>The Stripe customers of the users.</summary>
    DbSet<Customer> Customers { get; }

    /// <summary>What can be subscribed to.</summary>
    DbSet<Plan> Plans { get; }

    /// <summary>What plans cost.</summary>
    DbSet<PlanPrice> PlanPrices { get; }

    /// <summary>The users' subscriptions, past ones too.</summary>
    DbSet<UserSubscription> Subscriptions { get; }

    /// <summary>The plans of subscriptions' changes, past ones too.</summary>
    DbSet<SubscriptionSchedule> SubscriptionSchedules { get; }

    /// <summary>Checkouts, past ones too.</summary>
    DbSet<CheckoutSession> CheckoutSessions { get; }

    /// <summary>The users' payments.</summary>
    DbSet<PaymentTransaction> Payments { get; }

    /// <summary>The attempts behind the payments.</summary>
    DbSet<Charge> Charges { get; }

    /// <summary>How many payments each user has.</summary>
    DbSet<PaymentCount> PaymentCounts { get; }

    /// <summary>The users' invoices.</summary>
    DbSet<Invoice> Invoices { get; }

    /// <summary>Which intent pays which invoice.</summary>
    DbSet<InvoicePayment> InvoicePayments { get; }

    /// <summary>Money that went back.</summary>
    DbSet<Refund> Refunds { get; }

    /// <summary>Payments that the bank questions.</summary>
    DbSet<Dispute> Disputes { get; }

    /// <summary>The inbox of Stripe's events.</summary>
    DbSet<InboxEvent> StripeEvents { get; }

    /// <summary>The bodies of the events, as far as they are still stored.</summary>
    DbSet<EventPayload> EventPayloads { get; }

    /// <summary>Attempts at events that failed.</summary>
    DbSet<EventAttempt> EventAttempts { get; }

    /// <summary>Mails to be sent.</summary>
    DbSet<EmailMessage> EmailMessages { get; }

    /// <summary>Answers kept for callers who ask again.</summary>
    DbSet<IdempotencyKey> IdempotencyKeys { get; }

    /// <summary>What operators did.</summary>
    DbSet<AuditEntry> AuditEntries { get; }

    /// <summary>What operators were told, each once.</summary>
    DbSet<RaisedAlert> Alerts { get; }

    /// <summary>Comparisons with Stripe.</summary>
    DbSet<ReconciliationRun> ReconciliationRuns { get; }

    /// <summary>Writes all changes in one transaction.</summary>
    /// <exception cref="UniqueViolationException">A row with the same unique value was there first.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Finds what is to be written; that takes as long as writing it, and needs no transaction.</summary>
    void FindChanges();

    /// <summary>Writes what <see cref="FindChanges"/> found, and no change after that.</summary>
    /// <exception cref="UniqueViolationException">A row with the same unique value was there first.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    Task<int> SaveFoundChangesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs work that only touches the database in one transaction. Never await anything else in it: on SQLite it holds the
    /// only writer.
    /// </summary>
    Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Whether work of <see cref="InTransactionAsync"/> is under way.</summary>
    bool IsInTransaction { get; }

    /// <summary>Counts new payments of users, in one statement; call it inside <see cref="InTransactionAsync"/>.</summary>
    Task AddToPaymentCountsAsync(IReadOnlyDictionary<Guid, int> added, CancellationToken cancellationToken);

    /// <summary>The rows of a kind that were read or added since the last <see cref="Forget"/>, as they are in memory.</summary>
    IEnumerable<TRow> Known<TRow>()
        where TRow : MirroredObject;

    /// <summary>
    /// A number that is another one after every commit of mirrored rows that were saved, whichever process saved them; null where the
    /// database keeps none. Inside <see cref="InTransactionAsync"/> on SQLite it stays as it is, because nobody else can write.
    /// </summary>
    Task<int?> GetMirrorsVersionAsync(CancellationToken cancellationToken);

    /// <summary>Forgets every row that was read, so that the next query sees the table.</summary>
    void Forget();
}
