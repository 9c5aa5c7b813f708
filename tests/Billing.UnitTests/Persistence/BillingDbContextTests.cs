using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Disputes;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Persistence.SqlServer;
using Billing.UnitTests.Domain;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

public sealed class BillingDbContextTests
{
    private TestDatabase _database = null!;
    private Guid _user;

    [SetUp]
    public async Task MakeDatabaseAsync()
    {
        _database = await TestDatabase.MigratedAsync();
        _user = await _database.AddUserAsync();
    }

    [TearDown]
    public void DeleteDatabase() => _database.Dispose();

    [Test]
    public async Task A_payment_comes_back_as_it_went_in()
    {
        PaymentTransaction payment = PaymentTransaction.From(
            _user, Some.Intent(PaymentIntentStatus.RequiresPaymentMethod, lastError: "Declined.", metadata: ("order", "6735")), Some.Seen(3));
        await SaveAsync(db => db.Payments.Add(payment));

        PaymentTransaction stored = await ReadAsync(db => db.Payments.SingleAsync());
        stored.Id.ShouldBe(payment.Id);
        stored.Status.ShouldBe(PaymentStatus.Failed);
        stored.IntentStatus.ShouldBe(PaymentIntentStatus.RequiresPaymentMethod);
        stored.Metadata.ShouldBe(new Dictionary<string, string> { ["order"] = "6735" });
        stored.Seen.ShouldBe(Some.Seen(3));
    }

    [Test]
    public async Task Times_come_back_as_UTC()
    {
        await SaveAsync(db => db.Payments.Add(Some.Payment(user: _user)));
        PaymentTransaction stored = await ReadAsync(db => db.Payments.SingleAsync());
        stored.CreatedAt.ShouldBe(Some.Noon);
        stored.CreatedAt.Kind.ShouldBe(DateTimeKind.Utc);
        stored.PaidAt!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        stored.SeenFrom!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        stored.UpdatedAt.ShouldBe(_database.Now);
        stored.UpdatedAt.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Test]
    public async Task Enums_are_stored_in_Stripes_words()
    {
        await SaveAsync(db => db.Payments.Add(Some.Payment(PaymentIntentStatus.RequiresPaymentMethod, user: _user)));
        string text = await ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT intent_status AS Value FROM payment_transactions").SingleAsync());
        text.ShouldBe("requires_payment_method");
    }

    [Test]
    public async Task A_change_counts_the_version_and_notes_the_time()
    {
        await SaveAsync(db => db.Payments.Add(Some.Payment(user: _user)));
        _database.Now = _database.Now.AddHours(1);
        await SaveAsync(async db => (await db.Payments.SingleAsync()).Link([Some.Dispute()]));

        PaymentTransaction stored = await ReadAsync(db => db.Payments.SingleAsync());
        stored.Version.ShouldBe(1);
        stored.UpdatedAt.ShouldBe(_database.Now);
    }

    [Test]
    public async Task A_confirmed_row_counts_a_version_too()
    {
        await SaveAsync(db => db.Payments.Add(Some.Payment(user: _user)));
        await SaveAsync(async db => (await db.Payments.SingleAsync()).Confirm());
        (await ReadAsync(db => db.Payments.SingleAsync())).Version.ShouldBe(1);
    }

    [Test]
    public async Task Whoever_read_an_older_version_loses()
    {
        await SaveAsync(db => db.Payments.Add(Some.Payment(user: _user)));
        await using SqliteBillingDbContext slow = _database.Open();
        PaymentTransaction read = await slow.Payments.SingleAsync();
        await SaveAsync(async db => (await db.Payments.SingleAsync()).Confirm());

        read.Link([Some.Dispute()]);
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    [Test]
    public async Task Two_requests_that_take_over_an_idempotency_key_cannot_both_win()
    {
        await SaveAsync(db => db.IdempotencyKeys.Add(IdempotencyKey.Begin(_user, "key", "hash", Some.Noon)));
        await using SqliteBillingDbContext first = _database.Open();
        await using SqliteBillingDbContext second = _database.Open();
        (await first.IdempotencyKeys.SingleAsync()).TakeOver(Some.Noon.AddMinutes(2));
        (await second.IdempotencyKeys.SingleAsync()).TakeOver(Some.Noon.AddMinutes(2).AddMilliseconds(1));

        await first.SaveChangesAsync();
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    [Test]
    public async Task The_second_row_of_a_unique_value_is_a_unique_violation()
    {
        await SaveAsync(db => db.Customers.Add(Some.Customer(_user)));
        UniqueViolationException e = await Should.ThrowAsync<UniqueViolationException>(() => SaveAsync(db => db.Customers.Add(Some.Customer(_user))));
        e.InnerException.ShouldBeOfType<Microsoft.Data.Sqlite.SqliteException>();

        await SaveAsync(db => db.IdempotencyKeys.Add(IdempotencyKey.Begin(_user, "key", "hash", Some.Noon)));
        await Should.ThrowAsync<UniqueViolationException>(() => SaveAsync(db => db.IdempotencyKeys.Add(IdempotencyKey.Begin(_user, "key", "other", Some.Noon))));
    }

    [Test]
    public async Task A_row_of_nobody_is_refused_but_is_no_unique_violation()
    {
        DbUpdateException e = await Should.ThrowAsync<DbUpdateException>(() => SaveAsync(db => db.Customers.Add(Some.Customer(Guid.NewGuid()))));
        e.ShouldNotBeOfType<UniqueViolationException>();
    }

    [Test]
    public async Task A_price_can_be_added_to_a_plan_that_is_there()
    {
        await SaveAsync(db => db.Plans.Add(Plan.Create("pro")));
        await SaveAsync(async db =>
        {
            Plan plan = await db.Plans.Include(p => p.Prices).SingleAsync();
            plan.Add(PlanPrice.Create(plan.Id, "price_1", "pro_month", "usd", 1000, BillingInterval.Month));
            plan.Describe("Pro", null, ["export", "api"], 1, active: true);
        });

        Plan stored = await ReadAsync(db => db.Plans.Include(p => p.Prices).SingleAsync());
        stored.Prices.Single().LookupKey.ShouldBe("pro_month");
        stored.Features.ShouldBe(["export", "api"]);
    }

    [Test]
    public async Task What_fails_in_a_transaction_leaves_nothing_behind()
    {
        await using SqliteBillingDbContext db = _database.Open();
        await Should.ThrowAsync<UniqueViolationException>(() => db.InTransactionAsync(
            async token =>
            {
                db.Payments.Add(Some.Payment(user: _user));
                await db.SaveChangesAsync(token);
                db.Customers.AddRange(Some.Customer(_user), Some.Customer(_user));
                await db.SaveChangesAsync(token);
            },
            default));

        (await ReadAsync(d => d.Payments.CountAsync())).ShouldBe(0);
        await SaveAsync(d => d.Customers.Add(Some.Customer(_user)));
    }

    [Test]
    public async Task A_transaction_within_a_transaction_is_a_mistake()
    {
        await using SqliteBillingDbContext db = _database.Open();
        await Should.ThrowAsync<InvalidOperationException>(() => db.InTransactionAsync(
            token => db.InTransactionAsync(_ => Task.CompletedTask, token), default));
    }

    [Test]
    public async Task Writers_take_turns_at_the_gate_and_readers_do_not()
    {
        Task saving;
        using (await _database.Gate.EnterAsync(WritePriority.Ordinary, default))
        {
            saving = SaveAsync(db => db.Payments.Add(Some.Payment(user: _user)));
            (await ReadAsync(db => db.Payments.CountAsync())).ShouldBe(0);
            saving.IsCompleted.ShouldBeFalse();
        }

        await saving;
        (await ReadAsync(db => db.Payments.CountAsync())).ShouldBe(1);
    }

    [Test]
    public async Task Many_writers_at_once_all_get_through()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => SaveAsync(db => db.Payments.Add(Some.Payment(id: $"pi_{n}", user: _user))))));
        (await ReadAsync(db => db.Payments.CountAsync())).ShouldBe(40);
    }

    /// <summary>EF orders updates by key and does not see that one row makes room for the other.</summary>
    [Test]
    public async Task Another_subscription_becomes_current_when_the_first_has_stepped_back_in_the_same_transaction()
    {
        UserSubscription first = Some.Subscription(id: "sub_1", user: _user);
        UserSubscription second = Some.Subscription(id: "sub_2", user: _user);
        first.MakeCurrent();
        await SaveAsync(db => db.Subscriptions.AddRange(first, second));

        await using SqliteBillingDbContext db = _database.Open();
        Dictionary<string, UserSubscription> rows = await db.Subscriptions.ToDictionaryAsync(s => s.StripeSubscriptionId);
        await db.InTransactionAsync(
            async token =>
            {
                rows["sub_1"].StepBack(null);
                await db.SaveChangesAsync(token);
                rows["sub_2"].MakeCurrent();
                await db.SaveChangesAsync(token);
            },
            default);

        (await ReadAsync(d => d.Subscriptions.SingleAsync(s => s.IsCurrent))).StripeSubscriptionId.ShouldBe("sub_2");
    }

    [Test]
    public async Task A_checkout_can_take_the_place_of_an_expired_one_in_one_save()
    {
        Plan plan = Plan.Create("pro");
        PlanPrice price = PlanPrice.Create(plan.Id, "price_1", "pro_month", "usd", 1000, BillingInterval.Month);
        plan.Add(price);
        await SaveAsync(db => db.Plans.Add(plan));
        await SaveAsync(db => db.CheckoutSessions.Add(Some.Checkout(_user, price.Id)));
        await Should.ThrowAsync<UniqueViolationException>(() => SaveAsync(db => db.CheckoutSessions.Add(Some.Checkout(_user, price.Id))));

        await SaveAsync(async db =>
        {
            (await db.CheckoutSessions.SingleAsync()).Expire();
            db.CheckoutSessions.Add(Some.Checkout(_user, price.Id));
        });

        (await ReadAsync(db => db.CheckoutSessions.CountAsync(s => s.Status == CheckoutSessionStatus.Creating))).ShouldBe(1);
    }

    /// <summary>On SQL Server a transaction is run again after a lost deadlock; here its two halves are played by hand.</summary>
    [Test]
    public async Task After_a_rollback_the_same_changes_can_be_saved_again()
    {
        Customer customer = Some.Customer(_user);
        await SaveAsync(db => db.Customers.Add(customer));
        await using SqliteBillingDbContext db = _database.Open();
        Customer changed = await db.Customers.SingleAsync();
        changed.Apply(Some.CustomerSnapshot(email: "ada@new.example"), Some.Seen());
        db.Payments.Add(Some.Payment(user: _user));
        var before = new TrackedRows(db.ChangeTracker);

        await db.Database.BeginTransactionAsync();
        await db.SaveChangesAsync();
        changed.Retire(Some.Seen(10));
        await db.Database.RollbackTransactionAsync();
        (await ReadAsync(d => d.Payments.CountAsync())).ShouldBe(0);
        before.Restore();
        await db.SaveChangesAsync();

        (await ReadAsync(d => d.Payments.CountAsync())).ShouldBe(1);
        Customer stored = await ReadAsync(d => d.Customers.SingleAsync());
        stored.Email.ShouldBe("ada@new.example");
        stored.IsPrimary.ShouldBeTrue();
        stored.Version.ShouldBe(1);
    }

    private async Task SaveAsync(Action<SqliteBillingDbContext> change)
    {
        await using SqliteBillingDbContext db = _database.Open();
        change(db);
        await db.SaveChangesAsync();
    }

    private async Task SaveAsync(Func<SqliteBillingDbContext, Task> change)
    {
        await using SqliteBillingDbContext db = _database.Open();
        await change(db);
        await db.SaveChangesAsync();
    }

    private async Task<T> ReadAsync<T>(Func<SqliteBillingDbContext, Task<T>> read)
    {
        await using SqliteBillingDbContext db = _database.Open();
        return await read(db);
    }
}
