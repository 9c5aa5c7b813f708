using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Moq;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class DisputeMirrorTests
{
    private UseCaseHarness _app = null!;
    private DisputeSnapshot _dispute = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        await _app.AddPaidAsync();
        _dispute = new DisputeSnapshot
        {
            Id = "du_1",
            CreatedAt = _app.Clock.GetUtcNow().UtcDateTime,
            ChargeId = "ch_pi_1",
            PaymentIntentId = "pi_1",
            Status = DisputeStatus.NeedsResponse,
            AmountCents = 1000,
            Currency = "usd",
            Reason = "fraudulent",
        };
    }

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task A_disputed_payment_says_so_and_the_operator_is_told_once()
    {
        (await TellAsync("charge.dispute.created", _dispute)).ShouldBe(EventOutcome.Applied);
        await TellAsync("charge.dispute.funds_withdrawn", _dispute);

        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.DisputeStatus, payment.RefundableCents).ShouldBe((PaymentStatus.Disputed, DisputeStanding.UnderReview, 0));
        _app.Alerts.Verify(a => a.Raise(OperatorAlert.DisputeOpened, "du_1"), Times.Once);
        _app.Stripe.Calls.ShouldBeEmpty();
    }

    [Test]
    public async Task A_won_dispute_leaves_the_payment_paid_and_says_so()
    {
        await TellAsync("charge.dispute.created", _dispute);
        _app.Clock.Advance(TimeSpan.FromDays(3));

        await TellAsync("charge.dispute.closed", _dispute with { Status = DisputeStatus.Won });

        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.DisputeStatus, payment.RefundableCents).ShouldBe((PaymentStatus.Succeeded, DisputeStanding.Won, 1000));
    }

    [Test]
    public async Task A_lost_dispute_leaves_the_payment_disputed_and_the_operator_is_told()
    {
        await TellAsync("charge.dispute.created", _dispute);
        _app.Clock.Advance(TimeSpan.FromDays(3));

        await TellAsync("charge.dispute.closed", _dispute with { Status = DisputeStatus.Lost });

        PaymentTransaction payment = await _app.PaymentAsync();
        (payment.Status, payment.DisputeStatus).ShouldBe((PaymentStatus.Disputed, DisputeStanding.Lost));
        _app.Alerts.Verify(a => a.Raise(OperatorAlert.DisputeLost, "du_1"), Times.Once);
        (await _app.InDatabaseAsync(db => db.Alerts.Select(a => a.Kind).ToListAsync())).ShouldBe(["dispute_opened", "dispute_lost"], ignoreOrder: true);
    }

    [Test]
    public async Task A_dispute_that_comes_before_anything_of_its_payment_brings_the_payment_with_it()
    {
        var created = await _app.SendAsync(new Billing.Application.Payments.CreatePaymentIntent(500, "usd", null));
        _app.Stripe.Pay(created.PaymentIntentId);
        await _app.InDatabaseAsync(db => db.Payments.Where(p => p.StripePaymentIntentId == created.PaymentIntentId).ExecuteDeleteAsync());

        await TellAsync("charge.dispute.created", _dispute with { Id = "du_2", PaymentIntentId = created.PaymentIntentId, ChargeId = "ch_2" });

        (await _app.PaymentAsync(created.PaymentIntentId)).Status.ShouldBe(PaymentStatus.Disputed);
    }

    [Test]
    public async Task A_dispute_of_a_stranger_or_of_a_charge_without_an_intent_is_ignored()
    {
        (await TellAsync("charge.dispute.created", _dispute with { PaymentIntentId = "pi_stranger" })).ShouldBe(EventOutcome.NotOurs);
        (await TellAsync("charge.dispute.created", _dispute with { PaymentIntentId = null })).IsIgnored.ShouldBeTrue();
        (await _app.InDatabaseAsync(db => db.Disputes.CountAsync())).ShouldBe(0);
    }

    [Test]
    public async Task Within_one_second_Stripe_is_asked_how_it_stands()
    {
        await TellAsync("charge.dispute.created", _dispute);
        _app.Stripe.Disputes["du_1"] = _dispute with { Status = DisputeStatus.UnderReview };

        (await TellAsync("charge.dispute.updated", _dispute with { Status = DisputeStatus.UnderReview })).ShouldBe(EventOutcome.Fetched);

        (await _app.InDatabaseAsync(db => db.Disputes.AsNoTracking().SingleAsync())).Status.ShouldBe(DisputeStatus.UnderReview);
    }

    private Task<EventOutcome> TellAsync(string type, DisputeSnapshot dispute) => _app.ProcessAsync(type, RefundEvents.Dispute(dispute));
}
