using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Persistence.Conventions;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

public sealed class ModelTests
{
    /// <summary>Text without a limit: JSON that we write ourselves.</summary>
    private static readonly string[] Unlimited =
        [
        "audit_entries.details", "email_messages.model", "payment_transactions.metadata", "plans.features",
        "reconciliation_runs.report", "subscription_schedules.next", "user_subscriptions.discount", "user_subscriptions.pending_update",
    ];

    private static IEnumerable<TestCaseData<Func<BillingDbContext>>> Contexts =>
    [
        new(() => new SqliteBillingDbContext.Factory().CreateDbContext([])) { TestName = "{m}(Sqlite)" },
        new(() => new SqlServerBillingDbContext.Factory().CreateDbContext([])) { TestName = "{m}(SqlServer)" },
    ];

    [TestCaseSource(nameof(Contexts))]
    public void The_migrations_have_every_change_of_the_model(Func<BillingDbContext> open)
    {
        using BillingDbContext db = open();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
        db.Database.GetMigrations().ShouldNotBeEmpty();
    }

    /// <summary>Write it anew with src/Billing.Infrastructure/compile-models.</summary>
    [TestCaseSource(nameof(Contexts))]
    public void The_compiled_model_is_the_model(Func<BillingDbContext> open)
    {
        using BillingDbContext db = open();
        Columns(db.Model).ShouldBe(Columns(db.GetService<IDesignTimeModel>().Model));

        static IEnumerable<string> Columns(IModel model) => model.GetEntityTypes()
            .SelectMany(e => e.GetProperties().Select(p =>
                $"{e.GetTableName()}.{p.GetColumnName()} {p.ClrType} {p.GetMaxLength()} {p.IsNullable} {p.IsConcurrencyToken}"))
            .Order(StringComparer.Ordinal);
    }

    [TestCaseSource(nameof(Contexts))]
    public void Every_name_is_snake_case(Func<BillingDbContext> open)
    {
        using BillingDbContext db = open();
        foreach (IEntityType entity in db.Model.GetEntityTypes())
        {
            string?[] names =
            [
                entity.GetTableName(),
                .. entity.GetProperties().Select(p => p.GetColumnName()),
                .. entity.GetKeys().Select(k => k.GetName()),
                .. entity.GetForeignKeys().Select(k => k.GetConstraintName()),
                .. entity.GetIndexes().Select(i => i.GetDatabaseName()),
            ];
            names.ShouldAllBe(name => name != null && System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"));
        }
    }

    [TestCaseSource(nameof(Contexts))]
    public void Every_text_has_a_limit_but_our_own_JSON(Func<BillingDbContext> open)
    {
        using BillingDbContext db = open();
        TextColumns(db).Where(p => p.GetMaxLength() is null).Select(NameOf).Order().ShouldBe(Unlimited);
    }

    [TestCaseSource(nameof(Contexts))]
    public void Every_mirror_refuses_a_writer_that_read_another_version(Func<BillingDbContext> open)
    {
        using BillingDbContext db = open();
        string[] guarded = [.. db.Model.GetEntityTypes().Where(e => e.FindProperty("Version") is { IsConcurrencyToken: true }).Select(e => e.GetTableName()!).Order()];
        guarded.ShouldBe(
        [
            "charges", "checkout_sessions", "customers", "disputes", "idempotency_keys", "invoice_payments", "invoices",
            "payment_transactions", "refunds", "subscription_schedules", "user_subscriptions",
        ]);
    }

    [Test]
    public void The_tables_are_those_of_the_design()
    {
        using BillingDbContext db = new SqliteBillingDbContext.Factory().CreateDbContext([]);
        db.Model.GetEntityTypes().Select(e => e.GetTableName()).Order().ShouldBe(
        [
            "audit_entries", "charges", "checkout_sessions", "customers", "disputes", "email_messages", "idempotency_keys",
            "invoice_payments", "invoices", "operator_alerts", "payment_counts", "payment_transactions", "plan_prices", "plans", "reconciliation_runs",
            "refresh_tokens", "refunds", "role_claims", "roles", "stripe_event_attempts", "stripe_event_payloads", "stripe_events", "subscription_schedules",
            "user_claims", "user_logins", "user_roles",
            "user_subscriptions", "user_tokens", "users",
        ]);
    }

    [TestCase("StripePaymentIntentId", "stripe_payment_intent_id")]
    [TestCase("PaymentMethodLast4", "payment_method_last4")]
    [TestCase("IncompleteExpired", "incomplete_expired")]
    [TestCase("Id", "id")]
    [TestCase("InvoicePDFUrl", "invoice_pdf_url")]
    [TestCase("already_snake", "already_snake")]
    public void Names_become_snake_case(string name, string expected) => SnakeCase.Of(name).ShouldBe(expected);

    internal static IEnumerable<IProperty> TextColumns(BillingDbContext db) => db.Model.GetEntityTypes()
        .SelectMany(e => e.GetProperties())
        .Where(p => (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) == typeof(string));

    internal static string NameOf(IProperty property) => $"{property.DeclaringType.GetTableName()}.{property.GetColumnName()}";
}
