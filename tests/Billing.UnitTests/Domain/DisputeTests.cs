using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class DisputeTests
{
    [TestCase(DisputeStatus.WarningNeedsResponse, DisputeStanding.UnderReview, PaymentStatus.Disputed, 1000)]
    [TestCase(DisputeStatus.WarningUnderReview, DisputeStanding.UnderReview, PaymentStatus.Disputed, 1000)]
    [TestCase(DisputeStatus.WarningClosed, null, PaymentStatus.Succeeded, 1000)]
    [TestCase(DisputeStatus.NeedsResponse, DisputeStanding.UnderReview, PaymentStatus.Disputed, 0)]
    [TestCase(DisputeStatus.UnderReview, DisputeStanding.UnderReview, PaymentStatus.Disputed, 0)]
    [TestCase(DisputeStatus.Won, DisputeStanding.Won, PaymentStatus.Succeeded, 1000)]
    [TestCase(DisputeStatus.Lost, DisputeStanding.Lost, PaymentStatus.Disputed, 0)]
    [TestCase(DisputeStatus.Prevented, null, PaymentStatus.Succeeded, 1000)]
    public void What_a_dispute_means_for_its_payment(DisputeStatus status, DisputeStanding? standing, PaymentStatus expected, long refundable)
    {
        PaymentTransaction payment = Some.Payment();

        payment.Link([Some.Dispute(status)]);

        (payment.DisputeStatus, payment.Status, payment.RefundableCents).ShouldBe((standing, expected, refundable));
    }

    [TestCase(DisputeStatus.Won, DisputeStatus.NeedsResponse, DisputeStanding.UnderReview)]
    [TestCase(DisputeStatus.Lost, DisputeStatus.UnderReview, DisputeStanding.UnderReview)]
    [TestCase(DisputeStatus.Won, DisputeStatus.Lost, DisputeStanding.Lost)]
    [TestCase(DisputeStatus.WarningClosed, DisputeStatus.Won, DisputeStanding.Won)]
    public void Of_several_the_one_that_matters_most_counts(DisputeStatus one, DisputeStatus other, DisputeStanding expected)
    {
        Dispute.StandingOf([Some.Dispute(one), Some.Dispute(other, "du_2")]).ShouldBe(expected);
        Dispute.StandingOf([Some.Dispute(other, "du_2"), Some.Dispute(one)]).ShouldBe(expected);
    }

    [TestCase(DisputeStatus.NeedsResponse, DisputeStatus.Lost, LifecycleOrder.Later)]
    [TestCase(DisputeStatus.Lost, DisputeStatus.UnderReview, LifecycleOrder.Earlier)]
    [TestCase(DisputeStatus.Lost, DisputeStatus.Won, LifecycleOrder.Unknown)]
    [TestCase(DisputeStatus.WarningNeedsResponse, DisputeStatus.NeedsResponse, LifecycleOrder.Unknown)]
    [TestCase(DisputeStatus.UnderReview, DisputeStatus.UnderReview, LifecycleOrder.Same)]
    public void An_end_is_later_than_what_is_open_and_of_two_ends_only_the_time_tells(DisputeStatus stored, DisputeStatus told, LifecycleOrder expected) =>
        Some.Dispute(stored).OrderOf(Some.DisputeSnapshot(told)).ShouldBe(expected);
}
