using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class RefundTests
{
    private static readonly RefundRequest Request = new(Guid.NewGuid(), Guid.NewGuid(), "pi_1", 1000, "usd", "duplicate");

    [Test]
    public void A_refund_is_ordered_before_Stripe_is_asked_and_keeps_its_id_when_Stripe_has_answered()
    {
        var refund = Refund.Order(Request, Some.Noon);
        (refund.Status, refund.StripeRefundId, refund.Seen, refund.CreatedAt).ShouldBe((RefundStatus.Creating, null, null, Some.Noon));

        refund.Apply(Some.RefundSnapshot(ours: refund.Id), Some.Seen(60));

        (refund.Status, refund.StripeRefundId, refund.OperationId).ShouldBe((RefundStatus.Succeeded, "re_1", Request.OperationId));
        refund.CreatedAt.ShouldBe(Some.Noon.AddDays(1));
    }

    [Test]
    public void Another_refund_is_not_taken_for_it()
    {
        var refund = Refund.From(Guid.NewGuid(), Some.RefundSnapshot(), Some.Seen());
        Should.Throw<InvalidOperationException>(() => refund.Apply(Some.RefundSnapshot(id: "re_2"), Some.Seen()));
    }

    [TestCase(RefundStatus.Pending, RefundStatus.Succeeded, LifecycleOrder.Later)]
    [TestCase(RefundStatus.Succeeded, RefundStatus.Pending, LifecycleOrder.Earlier)]
    [TestCase(RefundStatus.Succeeded, RefundStatus.Failed, LifecycleOrder.Later)]
    [TestCase(RefundStatus.Failed, RefundStatus.Succeeded, LifecycleOrder.Earlier)]
    [TestCase(RefundStatus.RequiresAction, RefundStatus.Canceled, LifecycleOrder.Later)]
    [TestCase(RefundStatus.Pending, RefundStatus.RequiresAction, LifecycleOrder.Unknown)]
    [TestCase(RefundStatus.Pending, RefundStatus.Pending, LifecycleOrder.Same)]
    public void One_that_arrived_may_come_back_and_one_that_came_back_stays(RefundStatus stored, RefundStatus told, LifecycleOrder expected) =>
        Refund.From(Guid.NewGuid(), Some.RefundSnapshot(stored), Some.Seen()).OrderOf(Some.RefundSnapshot(told)).ShouldBe(expected);

    [Test]
    public void Why_it_failed_is_a_difference() => Refund.From(Guid.NewGuid(), Some.RefundSnapshot(RefundStatus.Failed), Some.Seen())
        .OrderOf(Some.RefundSnapshot(RefundStatus.Failed, failure: "unknown")).ShouldBe(LifecycleOrder.Unknown);
}
