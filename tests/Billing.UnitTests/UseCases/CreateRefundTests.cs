using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Refunds;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class CreateRefundTests
{
    private UseCaseHarness _app = null!;
    private PaymentTransaction _payment = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        _payment = await _app.AddPaidAsync();
    }

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task A_part_of_a_payment_goes_back_and_shows_at_once()
    {
        RefundDetails refund = await RefundAsync(400);

        (refund.AmountCents, refund.Currency, refund.Status, refund.Reason).ShouldBe((400, "usd", RefundStatus.Succeeded, "requested_by_customer"));
        (refund.TransactionId, refund.StripeRefundId).ShouldBe((_payment.Id, _app.Stripe.Refunds.Single().Key));
        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.AmountRefundedCents, payment.RefundableCents).ShouldBe((PaymentStatus.PartiallyRefunded, 400, 600));
    }

    [Test]
    public async Task Without_an_amount_all_that_is_left_goes_back_and_then_nothing_is_left()
    {
        await RefundAsync(400);

        (await RefundAsync()).AmountCents.ShouldBe(600);

        (await _app.PaymentAsync()).Status.ShouldBe(PaymentStatus.Refunded);
        await ShouldBeRefusedAsync(() => RefundAsync(), "nothing_left_to_refund");
        await ShouldBeRefusedAsync(() => RefundAsync(1), "nothing_left_to_refund");
    }

    [Test]
    public async Task More_than_is_left_is_refused_with_what_is_left()
    {
        await RefundAsync(400);

        BillingException e = await ShouldBeRefusedAsync(() => RefundAsync(601), "amount_not_refundable");

        e.Field.ShouldBe("AmountCents");
        e.Message.ShouldBe("At most 600 can be refunded: 6.00 USD are left of this payment.");
        _app.Stripe.Refunds.Count.ShouldBe(1);
    }

    [TestCase("isk", 500000, 50, "Must be a multiple of 100 in isk.")]
    [TestCase("kwd", 5120, 1234, "Must be a multiple of 10 in kwd.")]
    public async Task An_amount_that_the_currency_does_not_have_is_refused(string currency, long paid, long amount, string message)
    {
        PaymentTransaction payment = await _app.AddPaidAsync(paid, currency, "pi_2");

        BillingException e = await ShouldBeRefusedAsync(() => RefundAsync(amount, payment.Id), "amount_not_refundable");

        e.Message.ShouldBe(message);
    }

    [TestCase("jpy", 500, 500)]
    [TestCase("kwd", 5120, 1230)]
    [TestCase("ugx", 500000, 100)]
    [TestCase("huf", 17500, 1045)]
    public async Task Amounts_go_to_Stripe_in_its_own_minor_units(string currency, long paid, long amount)
    {
        PaymentTransaction payment = await _app.AddPaidAsync(paid, currency, "pi_2");

        (await RefundAsync(amount, payment.Id)).AmountCents.ShouldBe(amount);

        (_app.Stripe.Refunds.Values.Single().AmountCents, _app.Stripe.Refunds.Values.Single().Currency).ShouldBe((amount, currency));
    }

    [Test]
    public async Task The_key_is_of_our_own_row()
    {
        RefundDetails refund = await RefundAsync(400);

        _app.Stripe.Calls.ShouldContain($"create refund:{refund.Id}");
        _app.Stripe.Refunds.Values.Single().MetadataRefundId.ShouldBe(refund.Id);
    }

    [Test]
    public async Task Asked_again_with_the_same_key_the_same_refund_is_answered()
    {
        _app.Key = "k1";
        RefundDetails first = await RefundAsync(400);

        (await RefundAsync(400)).ShouldBe(first);
        await ShouldBeRefusedAsync(() => RefundAsync(300), "idempotency_key_reused");

        _app.Stripe.Refunds.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_refund_whose_answer_was_lost_is_the_same_one_when_asked_again()
    {
        _app.Key = "k1";
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("No answer.", new IOException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));

        RefundDetails refund = await RefundAsync(400);

        refund.StripeRefundId.ShouldBe(_app.Stripe.Refunds.Single().Key);
        (await _app.PaymentAsync()).AmountRefundedCents.ShouldBe(400);
    }

    [Test]
    public async Task A_refund_whose_answer_was_lost_is_known_by_its_event()
    {
        _app.Key = "k1";
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("No answer.", new IOException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));

        await _app.ProcessAsync("refund.created", RefundEvents.Refund(_app.Stripe.Refunds.Values.Single()));

        Refund row = await _app.InDatabaseAsync(db => db.Refunds.AsNoTracking().SingleAsync());
        (row.StripeRefundId, row.Status).ShouldBe((_app.Stripe.Refunds.Single().Key, RefundStatus.Succeeded));
        RefundDetails again = await RefundAsync(400);
        (again.Id, again.StripeRefundId).ShouldBe((row.Id, row.StripeRefundId!));
        _app.Stripe.Refunds.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_fault_of_Stripes_own_after_the_effect_is_no_reason_for_a_second_refund()
    {
        _app.Stripe.LostAnswers.Enqueue(FakeStripe.Refusal(500));

        (await RefundAsync(400)).StripeRefundId.ShouldBe(_app.Stripe.Refunds.Single().Key);
    }

    [Test]
    public async Task A_fault_of_Stripes_own_before_the_effect_leaves_nothing_behind()
    {
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(500));
        (await Should.ThrowAsync<StripeRefusedException>(() => RefundAsync(400))).Status.ShouldBe(500);

        (await RefundAsync()).AmountCents.ShouldBe(1000);
    }

    [Test]
    public async Task A_Stripe_that_is_not_asked_leaves_nothing_behind()
    {
        _app.Stripe.Faults.Enqueue(new StripeUnreachableException("Not asked.", new IOException()) { WasNotAsked = true });
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));

        (await _app.InDatabaseAsync(db => db.Refunds.CountAsync())).ShouldBe(0);
        (await RefundAsync()).AmountCents.ShouldBe(1000);
    }

    [Test]
    public async Task While_another_refund_of_the_payment_is_being_made_a_second_waits_and_then_gives_up()
    {
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("No answer.", new IOException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));

        await ShouldBeRefusedAsync(() => RefundAsync(), "refund_in_progress");
    }

    [Test]
    public async Task A_refund_that_nobody_waits_for_any_more_is_looked_for_at_Stripe_before_the_next_is_made()
    {
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("No answer.", new IOException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        (await RefundAsync()).AmountCents.ShouldBe(600);

        (await _app.PaymentAsync()).Status.ShouldBe(PaymentStatus.Refunded);
    }

    [Test]
    public async Task A_refund_that_was_never_made_does_not_stand_in_the_way()
    {
        _app.Stripe.Faults.Enqueue(new StripeUnreachableException("No answer.", new IOException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => RefundAsync(400));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        (await RefundAsync()).AmountCents.ShouldBe(1000);

        (await _app.InDatabaseAsync(db => db.Refunds.CountAsync())).ShouldBe(1);
    }

    [Test]
    public async Task A_refund_made_in_the_Dashboard_meanwhile_is_counted()
    {
        _app.Stripe.Refund("re_dashboard", "pi_1", 700);

        (await RefundAsync()).AmountCents.ShouldBe(300);

        (await _app.PaymentAsync()).AmountRefundedCents.ShouldBe(1000);
    }

    [Test]
    public async Task With_a_refund_made_in_the_Dashboard_too_much_is_too_much()
    {
        _app.Stripe.Refund("re_dashboard", "pi_1", 700);

        BillingException e = await ShouldBeRefusedAsync(() => RefundAsync(500), "amount_not_refundable");

        e.Message.ShouldStartWith("At most 300 can be refunded");
        _app.Stripe.Refund("re_dashboard_2", "pi_1", 300);
        await ShouldBeRefusedAsync(() => RefundAsync(1), "nothing_left_to_refund");
    }

    [Test]
    public async Task Two_at_once_never_give_back_more_than_was_paid()
    {
        Task<RefundDetails>[] both = [RefundAsync(600), RefundAsync(600)];
        await Task.WhenAll(both.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));

        both.Count(t => t.IsCompletedSuccessfully).ShouldBe(1);
        BillingException e = both.Single(t => t.IsFaulted).Exception!.InnerException.ShouldBeOfType<BillingException>();
        e.Code.ShouldBe("amount_not_refundable");
        _app.Stripe.Refunds.Values.Sum(r => r.AmountCents).ShouldBe(600);
    }

    [Test]
    public async Task Two_at_once_that_fit_are_both_made()
    {
        RefundDetails[] both = await Task.WhenAll(RefundAsync(500), RefundAsync(500));

        both.Select(r => r.StripeRefundId).Distinct().Count().ShouldBe(2);
        (await _app.PaymentAsync()).Status.ShouldBe(PaymentStatus.Refunded);
    }

    [Test]
    public async Task Only_a_paid_payment_can_be_refunded()
    {
        PaymentTransaction pending = await _app.AddPaidAsync(id: "pi_2", status: PaymentIntentStatus.Processing);

        await ShouldBeRefusedAsync(() => RefundAsync(payment: pending.Id), "payment_not_paid");
        await ShouldBeRefusedAsync(() => RefundAsync(payment: Guid.NewGuid()), "payment_not_found");
    }

    [Test]
    public async Task What_Stripe_refuses_is_said_and_noted_and_leaves_nothing_behind()
    {
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(400, "charge_disputed"));

        await ShouldBeRefusedAsync(() => RefundAsync(400), "payment_disputed");

        (await AuditAsync()).Select(a => a.Action).ShouldBe(["refund.create", "refund.not_made"]);
        (await RefundAsync()).AmountCents.ShouldBe(1000);
    }

    [Test]
    public async Task Who_gave_back_what_and_why_is_noted()
    {
        RefundDetails refund = await RefundAsync(400);

        AuditEntry entry = (await AuditAsync()).ShouldHaveSingleItem();
        (entry.ActorId, entry.Action, entry.SubjectId).ShouldBe((_app.Id, "refund.create", "pi_1"));
        JsonElement details = JsonElement.Parse(entry.Details!);
        details.GetProperty("refund_id").GetGuid().ShouldBe(refund.Id);
        details.GetProperty("payment_id").GetGuid().ShouldBe(_payment.Id);
        details.GetProperty("amount_cents").GetInt64().ShouldBe(400);
        details.GetProperty("reason").GetString().ShouldBe("requested_by_customer");
    }

    [TestCase(0, "requested_by_customer", nameof(CreateRefund.AmountCents))]
    [TestCase(-5, "requested_by_customer", nameof(CreateRefund.AmountCents))]
    [TestCase(5, "because", nameof(CreateRefund.Reason))]
    [TestCase(5, null, nameof(CreateRefund.Reason))]
    public async Task What_makes_no_sense_is_named(long amount, string? reason, string field)
    {
        ValidationException e = await Should.ThrowAsync<ValidationException>(() => _app.SendAsync(new CreateRefund(_payment.Id, amount, reason!)));

        e.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    private static async Task<BillingException> ShouldBeRefusedAsync(Func<Task> request, string code)
    {
        BillingException e = await Should.ThrowAsync<BillingException>(request);
        e.Code.ShouldBe(code);
        return e;
    }

    private Task<RefundDetails> RefundAsync(long? amount = null, Guid? payment = null) =>
        _app.SendAsync(new CreateRefund(payment ?? _payment.Id, amount, "requested_by_customer"));

    private Task<List<AuditEntry>> AuditAsync() =>
        _app.InDatabaseAsync(db => db.AuditEntries.AsNoTracking().OrderBy(a => a.CreatedAt).ThenBy(a => a.Action).ToListAsync());
}
