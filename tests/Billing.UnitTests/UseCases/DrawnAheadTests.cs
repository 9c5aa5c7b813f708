using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

/// <summary>Consequences that are drawn before the transaction which writes them (docs/decisions/0008-events-in-batches.md).</summary>
[TestFixture]
public sealed class DrawnAheadTests : BatchTest
{
    [Test]
    public async Task A_payment_shows_the_charge_that_comes_with_it_though_neither_is_stored_yet()
    {
        await RunAheadAsync((db, changes) =>
        {
            AddPayment(db, changes);
            AddCharge(db, changes);
            return Task.CompletedTask;
        });

        PaymentTransaction payment = await App.PaymentAsync();
        payment.StripeChargeId.ShouldBe("ch_1");
        payment.Version.ShouldBe(0, "it is written once");
        (await App.InDatabaseAsync(db => db.PaymentCounts.SingleAsync())).Total.ShouldBe(1);
        Runs.ShouldBe(1);
    }

    [Test]
    public async Task A_charge_that_somebody_else_stores_meanwhile_is_not_missed()
    {
        await RunAheadAsync(async (db, changes) =>
        {
            AddPayment(db, changes);
            if (Runs == 1)
            {
                await StoreChargeBesideAsync();
            }
        });

        (await App.PaymentAsync()).StripeChargeId.ShouldBe("ch_1");
        Runs.ShouldBe(2, "the first draft did not know the charge");
    }

    [Test]
    public async Task What_somebody_else_does_meanwhile_is_no_reason_to_begin_anew_when_it_changes_no_mirror()
    {
        await RunAheadAsync(async (db, changes) =>
        {
            AddPayment(db, changes);
            await App.InDatabaseAsync(async other =>
            {
                other.IdempotencyKeys.Add(IdempotencyKey.Begin(App.Id, "key", "hash", Now));
                return await other.SaveChangesAsync(CancellationToken.None);
            });
        });

        Runs.ShouldBe(1);
    }

    [Test]
    public async Task What_the_transaction_itself_adds_is_written_too_and_nothing_twice()
    {
        await RunAheadAsync(
            (db, changes) =>
            {
                AddPayment(db, changes);
                return Task.CompletedTask;
            },
            finish: async db =>
            {
                db.IdempotencyKeys.Add(IdempotencyKey.Begin(App.Id, "key", "hash", Now));
                await db.SaveChangesAsync(CancellationToken.None);
            },
            afterwards: async db =>
            {
                (await db.SaveChangesAsync(CancellationToken.None)).ShouldBe(0);
                (await db.Payments.SingleAsync()).Confirm();
                await db.SaveChangesAsync(CancellationToken.None);
            });

        (await App.PaymentAsync()).Version.ShouldBe(1, "it was added once and changed once");
        (await App.InDatabaseAsync(db => db.IdempotencyKeys.CountAsync())).ShouldBe(1);
        Runs.ShouldBe(1);
    }

    [Test]
    public async Task A_payment_and_the_subscription_it_is_for_may_come_in_one_batch_and_in_any_order()
    {
        await RunAheadAsync((db, changes) =>
        {
            PaymentTransaction payment = AddPayment(db, changes);
            UserSubscription subscription = UserSubscription.From(App.Id, Snapshot("sub_2") with { Status = SubscriptionStatus.Canceled }, SeenInterval.At(Now));
            payment.Link("in_1", null, subscription.Id);
            db.Subscriptions.Add(subscription);
            return Task.CompletedTask;
        });

        (await App.PaymentAsync()).SubscriptionId.ShouldNotBeNull();
        Runs.ShouldBe(1);
    }

    [Test]
    public async Task A_row_that_was_written_is_in_memory_as_it_is_stored_and_can_be_changed_again()
    {
        UserSubscription? row = null;
        await RunAheadAsync(
            async (db, _) =>
            {
                row = await db.Subscriptions.SingleAsync();
                row.Apply(Snapshot(Id) with { Status = SubscriptionStatus.PastDue }, SeenInterval.At(Now));
            },
            finish: async db =>
            {
                db.IdempotencyKeys.Add(IdempotencyKey.Begin(App.Id, "key", "hash", Now));
                await db.SaveChangesAsync(CancellationToken.None);
                row!.Status.ShouldBe(SubscriptionStatus.PastDue);
            },
            afterwards: async db =>
            {
                row!.Apply(Snapshot(Id) with { Status = SubscriptionStatus.Unpaid }, SeenInterval.At(Now));
                await db.SaveChangesAsync(CancellationToken.None);
            });

        (await App.InDatabaseAsync(db => db.Subscriptions.SingleAsync())).Status.ShouldBe(SubscriptionStatus.Unpaid);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_payment_of_several_invoices_shows_the_same_one_whichever_of_them_changes(bool isAhead)
    {
        await StoreBesideAsync((db, changes) =>
        {
            AddPayment(db, changes);
            db.InvoicePayments.Add(InvoicePayment.From(PaymentOf("in_1"), SeenInterval.At(Now)));
            db.InvoicePayments.Add(InvoicePayment.From(PaymentOf("in_2"), SeenInterval.At(Now)));
        });
        (await App.PaymentAsync()).StripeInvoiceId.ShouldBe("in_1");

        void ChangeAnother(IBillingDbContext db, MirrorChanges changes) => changes.Invoices.Add("in_2");
        await (isAhead ? RunAheadAsync((db, changes) =>
        {
            ChangeAnother(db, changes);
            return Task.CompletedTask;
        }) : StoreBesideAsync(ChangeAnother));

        (await App.PaymentAsync()).StripeInvoiceId.ShouldBe("in_1");
    }

    [Test]
    public async Task The_version_of_the_mirrors_tells_that_one_of_them_was_written_and_nothing_else()
    {
        int? before = await GetVersionAsync();
        await App.InDatabaseAsync(db =>
        {
            db.IdempotencyKeys.Add(IdempotencyKey.Begin(App.Id, "key", "hash", Now));
            return db.SaveChangesAsync(CancellationToken.None);
        });
        (await GetVersionAsync()).ShouldBe(before);

        await App.AddPaidAsync();
        int? afterSave = await GetVersionAsync();
        afterSave.ShouldNotBe(before);

        await App.InDatabaseAsync(async db =>
        {
            (await db.Payments.SingleAsync()).Confirm();
            await db.InTransactionAsync(token => db.SaveChangesAsync(token), CancellationToken.None);
            return 0;
        });
        (await GetVersionAsync()).ShouldNotBe(afterSave);
    }

    private Task<int?> GetVersionAsync() => App.InDatabaseAsync(db => db.GetMirrorsVersionAsync(CancellationToken.None));

    private InvoicePaymentSnapshot PaymentOf(string invoice) =>
        new() { Id = "inpay_" + invoice, InvoiceId = invoice, PaymentIntentId = "pi_1", Status = "paid", CreatedAt = Now };

    private Task StoreChargeBesideAsync() => StoreBesideAsync(AddCharge);
}
