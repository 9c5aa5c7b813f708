using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;
using Moq;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

/// <summary>Refunds that were made elsewhere, and what becomes of any of them later.</summary>
[TestFixture]
public sealed class RefundMirrorTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        await _app.AddPaidAsync();
    }

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task A_refund_made_in_the_Dashboard_shows_with_its_amount()
    {
        RefundSnapshot made = _app.Stripe.Refund("re_1", "pi_1", 300, "duplicate");

        (await TellAsync("refund.created", made)).ShouldBe(EventOutcome.Applied);

        Refund row = await RowAsync();
        (row.UserId, row.AmountCents, row.Status, row.Reason, row.OperationId).ShouldBe((_app.Id, 300, RefundStatus.Succeeded, "duplicate", null));
        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.AmountRefundedCents).ShouldBe((PaymentStatus.PartiallyRefunded, 300));
    }

    [Test]
    public async Task Where_the_refunds_add_up_to_the_total_Stripe_is_not_asked()
    {
        RefundSnapshot made = _app.Stripe.Refund("re_1", "pi_1", 300);
        await TellAsync("refund.created", made);
        _app.Stripe.Calls.Clear();
        _app.Clock.Advance(TimeSpan.FromSeconds(5));

        await TellAsync("refund.updated", made);
        await TellAsync("charge.refund.updated", made);

        _app.Stripe.Calls.ShouldBeEmpty();
    }

    [TestCase(RefundStatus.Failed, "refund.failed")]
    [TestCase(RefundStatus.Canceled, "refund.updated")]
    public async Task A_refund_that_does_not_arrive_gives_its_amount_back_to_the_payment(RefundStatus status, string type)
    {
        await TellAsync("refund.created", _app.Stripe.Refund("re_1", "pi_1", 300));
        await TellAsync("refund.created", _app.Stripe.Refund("re_2", "pi_1", 100));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        _app.Stripe.Charges["ch_pi_1"] = _app.Stripe.Charges["ch_pi_1"] with { AmountRefundedCents = 100 };
        RefundSnapshot over = _app.Stripe.Refunds["re_1"] with { Status = status, FailureReason = "lost_or_stolen_card" };

        await TellAsync(type, over);

        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.AmountRefundedCents, payment.RefundableCents).ShouldBe((PaymentStatus.PartiallyRefunded, 100, 900));
        Refund row = await RowAsync("re_1");
        (row.Status, row.FailureReason).ShouldBe((status, "lost_or_stolen_card"));
    }

    [Test]
    public async Task A_refund_that_failed_is_told_to_the_operator_once()
    {
        await TellAsync("refund.created", _app.Stripe.Refund("re_1", "pi_1", 300));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        _app.Stripe.Charges["ch_pi_1"] = _app.Stripe.Charges["ch_pi_1"] with { AmountRefundedCents = 0 };
        RefundSnapshot failed = _app.Stripe.Refunds["re_1"] with { Status = RefundStatus.Failed, FailureReason = "unknown" };

        await TellAsync("refund.updated", failed);
        await TellAsync("charge.refund.updated", failed);
        await TellAsync("refund.failed", failed);

        _app.Alerts.Verify(a => a.Raise(OperatorAlert.RefundFailed, "re_1"), Times.Once);
        (await _app.InDatabaseAsync(db => db.Alerts.AsNoTracking().SingleAsync())).ShouldSatisfyAllConditions(
            a => a.Kind.ShouldBe("refund_failed"), a => a.SubjectId.ShouldBe("re_1"));
        (await _app.PaymentAsync()).Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public async Task Events_in_the_wrong_order_end_in_the_same_state()
    {
        RefundSnapshot made = _app.Stripe.Refund("re_1", "pi_1", 300);
        DateTime madeAt = _app.Clock.GetUtcNow().UtcDateTime;
        _app.Clock.Advance(TimeSpan.FromDays(1));
        _app.Stripe.Charges["ch_pi_1"] = _app.Stripe.Charges["ch_pi_1"] with { AmountRefundedCents = 0 };
        await TellAsync("refund.failed", made with { Status = RefundStatus.Failed });

        (await TellAsync("refund.created", made, madeAt)).ShouldBe(EventOutcome.Superseded);

        (await RowAsync()).Status.ShouldBe(RefundStatus.Failed);
        (await _app.PaymentAsync()).AmountRefundedCents.ShouldBe(0);
    }

    [Test]
    public async Task A_refund_whose_payment_is_not_known_yet_is_of_its_users_all_the_same()
    {
        var created = await _app.SendAsync(new Billing.Application.Payments.CreatePaymentIntent(500, "usd", null));
        _app.Stripe.Pay(created.PaymentIntentId);
        _app.Stripe.Charge(created.PaymentIntentId, 500, id: "ch_other");
        await _app.InDatabaseAsync(db => db.Payments.Where(p => p.StripePaymentIntentId == created.PaymentIntentId).ExecuteDeleteAsync());

        await TellAsync("refund.created", _app.Stripe.Refund("re_9", created.PaymentIntentId, 500) with { CustomerId = "cus_unknown" });

        (await RowAsync("re_9")).UserId.ShouldBe(_app.Id);
        (await _app.PaymentAsync(created.PaymentIntentId)).Status.ShouldBe(PaymentStatus.Refunded);
    }

    [Test]
    public async Task A_refund_of_a_stranger_is_ignored() => (await TellAsync("refund.created", new RefundSnapshot
    {
        Id = "re_stranger",
        CustomerId = "cus_stranger",
        CreatedAt = _app.Clock.GetUtcNow().UtcDateTime,
        ChargeId = "ch_stranger",
        PaymentIntentId = "pi_stranger",
        Status = RefundStatus.Succeeded,
        AmountCents = 1,
        Currency = "usd",
    })).ShouldBe(EventOutcome.NotOurs);

    private Task<EventOutcome> TellAsync(string type, RefundSnapshot refund, DateTime? created = null) =>
        _app.ProcessAsync(type, RefundEvents.Refund(refund), created);

    private Task<Refund> RowAsync(string id = "re_1") =>
        _app.InDatabaseAsync(db => db.Refunds.AsNoTracking().SingleAsync(r => r.StripeRefundId == id));
}
