using Billing.Domain.Checkout;
using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class CheckoutSessionTests
{
    [Test]
    public void Everybody_who_finds_the_row_asks_under_the_same_key_until_Stripe_has_answered_with_an_error()
    {
        CheckoutSession session = Some.Checkout();
        session.IdempotencyKey.ShouldBe($"checkout:{session.Id}:1");
        session.Refused();
        session.IdempotencyKey.ShouldBe($"checkout:{session.Id}:2");
    }

    [Test]
    public void Stripes_answer_opens_it()
    {
        CheckoutSession session = Some.Checkout();
        session.Apply(Some.CheckoutSnapshot(), Some.Seen());
        session.Status.ShouldBe(CheckoutSessionStatus.Open);
        session.StripeSessionId.ShouldBe("cs_1");
        session.Url.ShouldBe("https://checkout.example/cs_1");
        session.ExpiresAt.ShouldBe(Some.Noon.AddDays(1));
    }

    [Test]
    public void A_row_never_becomes_another_session()
    {
        CheckoutSession session = Some.Checkout();
        session.Apply(Some.CheckoutSnapshot(), Some.Seen());
        Should.Throw<InvalidOperationException>(() => session.Apply(Some.CheckoutSnapshot(id: "cs_2"), Some.Seen()));
    }

    [Test]
    public void A_request_is_too_old_to_repeat_just_before_Stripe_forgets_its_key()
    {
        CheckoutSession session = Some.Checkout();
        session.IsTooOldToCreate(Some.Noon.AddHours(23)).ShouldBeFalse();
        session.IsTooOldToCreate(Some.Noon.AddHours(23).AddSeconds(1)).ShouldBeTrue();

        session.Apply(Some.CheckoutSnapshot(), Some.Seen());
        session.IsTooOldToCreate(Some.Noon.AddDays(2)).ShouldBeFalse("Stripe has answered");
    }

    [Test]
    public void An_abandoned_one_is_expired()
    {
        CheckoutSession session = Some.Checkout();
        session.Expire();
        session.Status.ShouldBe(CheckoutSessionStatus.Expired);
    }

    [TestCase(CheckoutSessionStatus.Open, CheckoutSessionStatus.Complete, LifecycleOrder.Later)]
    [TestCase(CheckoutSessionStatus.Open, CheckoutSessionStatus.Expired, LifecycleOrder.Later)]
    [TestCase(CheckoutSessionStatus.Complete, CheckoutSessionStatus.Open, LifecycleOrder.Earlier)]
    [TestCase(CheckoutSessionStatus.Complete, CheckoutSessionStatus.Complete, LifecycleOrder.Same)]
    [TestCase(CheckoutSessionStatus.Complete, CheckoutSessionStatus.Expired, LifecycleOrder.Unknown)]
    public void Its_status_tells_what_came_first(CheckoutSessionStatus stored, CheckoutSessionStatus payload, LifecycleOrder expected)
    {
        CheckoutSession session = Some.Checkout();
        session.OrderOf(Some.CheckoutSnapshot(payload)).ShouldBe(LifecycleOrder.Later, "Stripe had not answered yet");
        session.Apply(Some.CheckoutSnapshot(stored), Some.Seen());
        session.OrderOf(Some.CheckoutSnapshot(payload)).ShouldBe(expected);
    }
}
