using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class PaymentTransactionTests
{
    [TestCase(PaymentIntentStatus.Succeeded, null, PaymentStatus.Succeeded)]
    [TestCase(PaymentIntentStatus.Canceled, null, PaymentStatus.Canceled)]
    [TestCase(PaymentIntentStatus.Canceled, "Declined.", PaymentStatus.Canceled)]
    [TestCase(PaymentIntentStatus.RequiresPaymentMethod, null, PaymentStatus.Pending)]
    [TestCase(PaymentIntentStatus.RequiresPaymentMethod, "Declined.", PaymentStatus.Failed)]
    [TestCase(PaymentIntentStatus.RequiresConfirmation, "Declined.", PaymentStatus.Pending)]
    [TestCase(PaymentIntentStatus.RequiresAction, null, PaymentStatus.Pending)]
    [TestCase(PaymentIntentStatus.Processing, null, PaymentStatus.Pending)]
    [TestCase(PaymentIntentStatus.RequiresCapture, null, PaymentStatus.Pending)]
    public void The_status_follows_from_the_intent(PaymentIntentStatus intent, string? lastError, PaymentStatus expected) =>
        Some.Payment(intent, lastError: lastError).Status.ShouldBe(expected);

    [TestCase(0, PaymentStatus.Succeeded)]
    [TestCase(1, PaymentStatus.PartiallyRefunded)]
    [TestCase(999, PaymentStatus.PartiallyRefunded)]
    [TestCase(1000, PaymentStatus.Refunded)]
    public void The_status_follows_from_what_was_refunded(long refunded, PaymentStatus expected)
    {
        PaymentTransaction payment = Some.Payment();
        payment.Link(Some.Charge(refunded: refunded));
        payment.Status.ShouldBe(expected);
    }

    [Test]
    public void A_dispute_comes_before_everything_and_passes_when_it_is_won([Values(0, 500, 1000)] long refunded)
    {
        PaymentTransaction payment = Some.Payment();
        payment.Link(Some.Charge(refunded: refunded));
        PaymentStatus before = payment.Status;

        payment.Link([Some.Dispute()]);
        payment.Status.ShouldBe(PaymentStatus.Disputed);

        payment.Link([Some.Dispute(DisputeStatus.Won)]);
        payment.Status.ShouldBe(before);
    }

    [Test]
    public void A_paid_one_never_shows_the_card_that_was_declined_before()
    {
        PaymentTransaction payment = Some.Payment(PaymentIntentStatus.RequiresPaymentMethod, lastError: "Declined.");
        payment.Link(Some.Charge(ChargeStatus.Failed));
        payment.PaymentMethodLast4.ShouldNotBeNull();

        payment.Apply(Some.Intent(), Some.Seen(60));
        payment.Link(Some.Charge(ChargeStatus.Failed));

        payment.Status.ShouldBe(PaymentStatus.Succeeded);
        payment.PaymentMethodLast4.ShouldBeNull();
        payment.StripeChargeId.ShouldBeNull();
    }

    [Test]
    public void A_refund_that_failed_gives_the_payment_back_its_status()
    {
        PaymentTransaction payment = Some.Payment();
        Charge charge = Some.Charge(refunded: 1000);
        payment.Link(charge);
        payment.RefundedAt.ShouldNotBeNull();

        charge.Apply(Some.ChargeSnapshot(refunded: 0), Some.Seen(60));
        payment.Link(charge);

        payment.Status.ShouldBe(PaymentStatus.Succeeded);
        payment.AmountRefundedCents.ShouldBe(0);
        payment.RefundedAt.ShouldBeNull();
    }

    [Test]
    public void The_failure_goes_when_another_attempt_succeeds()
    {
        PaymentTransaction payment = Some.Payment(PaymentIntentStatus.RequiresPaymentMethod, lastError: "Declined.");
        payment.FailureReason.ShouldBe("Declined.");

        payment.Apply(Some.Intent(lastError: "Declined."), Some.Seen(10));

        payment.FailureReason.ShouldBeNull();
        payment.Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public void A_payment_was_paid_when_its_charge_was_made()
    {
        Charge charge = Some.Charge();
        PaymentTransaction payment = Some.Payment();
        payment.PaidAt.ShouldBe(Some.Noon);

        payment.Link(charge);

        payment.PaidAt.ShouldBe(charge.CreatedAt);
    }

    [Test]
    public void A_charge_that_failed_pays_nothing()
    {
        PaymentTransaction payment = Some.Payment(PaymentIntentStatus.RequiresPaymentMethod, lastError: "Declined.");
        payment.Link(Some.Charge(ChargeStatus.Failed));
        payment.PaidAt.ShouldBeNull();
        payment.Status.ShouldBe(PaymentStatus.Failed);
        payment.PaymentMethodLast4.ShouldBe("4242");
    }

    [Test]
    public void The_invoices_words_stay_whatever_the_intent_says_later()
    {
        PaymentTransaction payment = Some.Payment();
        var subscription = Guid.NewGuid();
        payment.Link("in_1", Some.Invoice(), subscription);
        payment.Apply(Some.Intent(description: "Subscription update"), Some.Seen(10));

        payment.Description.ShouldBe("1 × Pro");
        payment.SubscriptionId.ShouldBe(subscription);
    }

    [Test]
    public void An_invoice_that_is_not_here_yet_takes_nothing_away()
    {
        PaymentTransaction payment = Some.Payment();
        var subscription = Guid.NewGuid();
        payment.Link("in_1", Some.Invoice(), subscription);
        payment.Link("in_1", null, null);

        payment.Description.ShouldBe("1 × Pro");
        payment.SubscriptionId.ShouldBe(subscription);
    }

    [Test]
    public void An_intent_that_is_gone_closes_a_payment_that_was_open_and_leaves_one_that_was_paid()
    {
        PaymentTransaction open = Some.Payment(PaymentIntentStatus.RequiresAction);
        PaymentTransaction paid = Some.Payment();
        open.Close(Some.Seen(10));
        paid.Close(Some.Seen(10));
        open.Status.ShouldBe(PaymentStatus.Canceled);
        paid.Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public void A_paid_one_that_lacks_its_charge_or_invoice_is_looked_at_later_and_the_first_plan_stands()
    {
        DateTime due = Some.Noon.AddMinutes(1);
        PaymentTransaction payment = Some.Payment();
        payment.PlanCompletion(due);
        payment.PlanCompletion(due.AddHours(1));
        payment.CompleteAfter.ShouldBe(due);

        payment.Link(Some.Charge());
        payment.PlanCompletion(due);
        payment.CompleteAfter.ShouldBe(due, "an invoice may follow");

        payment.Link("in_1", Some.Invoice(), Guid.NewGuid());
        payment.PlanCompletion(due);
        payment.IsComplete.ShouldBeTrue();
        payment.CompleteAfter.ShouldBeNull();
    }

    [Test]
    public void A_payment_that_we_began_is_complete_with_its_charge()
    {
        PaymentTransaction payment = PaymentTransaction.From(Guid.NewGuid(), Some.Intent(metadata: (StripeMetadata.UserId, "u")), Some.Seen());
        payment.IsComplete.ShouldBeFalse();
        payment.Link(Some.Charge());
        payment.IsComplete.ShouldBeTrue();
    }

    [Test]
    public void One_that_is_not_paid_is_not_looked_at()
    {
        PaymentTransaction payment = Some.Payment(PaymentIntentStatus.RequiresAction);
        payment.PlanCompletion(Some.Noon);
        payment.CompleteAfter.ShouldBeNull();
    }

    [TestCase(PaymentIntentStatus.Processing, PaymentIntentStatus.Succeeded, LifecycleOrder.Later)]
    [TestCase(PaymentIntentStatus.Succeeded, PaymentIntentStatus.Processing, LifecycleOrder.Earlier)]
    [TestCase(PaymentIntentStatus.Processing, PaymentIntentStatus.RequiresAction, LifecycleOrder.Unknown)]
    [TestCase(PaymentIntentStatus.Succeeded, PaymentIntentStatus.Succeeded, LifecycleOrder.Same)]
    public void Only_a_terminal_status_tells_what_came_first(PaymentIntentStatus stored, PaymentIntentStatus payload, LifecycleOrder expected) =>
        Some.Payment(stored).OrderOf(Some.Intent(payload)).ShouldBe(expected);

    [Test]
    public void Other_metadata_is_another_state()
    {
        PaymentTransaction payment = PaymentTransaction.From(Guid.NewGuid(), Some.Intent(metadata: ("order", "1")), Some.Seen());
        payment.OrderOf(Some.Intent(metadata: ("order", "1"))).ShouldBe(LifecycleOrder.Same);
        payment.OrderOf(Some.Intent(metadata: ("order", "2"))).ShouldBe(LifecycleOrder.Unknown);
        payment.OrderOf(Some.Intent()).ShouldBe(LifecycleOrder.Unknown);
    }
}
