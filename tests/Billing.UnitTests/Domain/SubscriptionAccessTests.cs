using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class SubscriptionAccessTests
{
    private const int GraceDays = 7;

    private static readonly DateTime PeriodEnd = Some.Noon.AddMonths(1);

    [TestCase(SubscriptionStatus.Active)]
    [TestCase(SubscriptionStatus.Trialing)]
    public void One_that_is_paid_or_in_its_trial_lets_in_without_a_foreseen_end(SubscriptionStatus status)
    {
        SubscriptionAccess.Of(Some.Subscription(status), Some.Noon, GraceDays).ShouldBe(new SubscriptionAccess(true, false, null));

        // The renewal is Stripe's matter: its events may be late.
        SubscriptionAccess.Of(Some.Subscription(status), PeriodEnd.AddDays(1), GraceDays).HasAccess.ShouldBeTrue();
    }

    [TestCase(SubscriptionStatus.Incomplete)]
    [TestCase(SubscriptionStatus.IncompleteExpired)]
    [TestCase(SubscriptionStatus.Canceled)]
    [TestCase(SubscriptionStatus.Unpaid)]
    [TestCase(SubscriptionStatus.Paused)]
    public void One_that_is_not_paid_or_has_ended_lets_nobody_in(SubscriptionStatus status) =>
        SubscriptionAccess.Of(Some.Subscription(status), Some.Noon, GraceDays).ShouldBe(new SubscriptionAccess(false, false, null));

    [Test]
    public void Cancelling_keeps_access_until_the_period_ends()
    {
        UserSubscription ending = Of(Some.SubscriptionSnapshot(cancelAtPeriodEnd: true));
        SubscriptionAccess.Of(ending, PeriodEnd.AddSeconds(-1), GraceDays).ShouldBe(new SubscriptionAccess(true, false, PeriodEnd));
        SubscriptionAccess.Of(ending, PeriodEnd, GraceDays).HasAccess.ShouldBeFalse();
    }

    [Test]
    public void The_earlier_of_two_ends_counts()
    {
        DateTime end = Some.Noon.AddDays(3);
        SubscriptionAccess.Of(Of(Some.SubscriptionSnapshot(cancelAtPeriodEnd: true, cancelAt: end)), Some.Noon, GraceDays).Until.ShouldBe(end);
        SubscriptionAccess.Of(Of(Some.SubscriptionSnapshot(cancelAt: end)), Some.Noon, GraceDays).Until.ShouldBe(end);
    }

    [Test]
    public void A_failed_renewal_keeps_access_for_the_days_of_grace()
    {
        UserSubscription subscription = Some.Subscription();
        subscription.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue), Some.Seen(60));
        DateTime end = Some.Noon.AddSeconds(60).AddDays(GraceDays);
        SubscriptionAccess.Of(subscription, end.AddSeconds(-1), GraceDays).ShouldBe(new SubscriptionAccess(true, true, end));
        SubscriptionAccess.Of(subscription, end, GraceDays).ShouldBe(new SubscriptionAccess(false, false, null));
        SubscriptionAccess.Of(subscription, Some.Noon.AddSeconds(61), graceDays: 0).HasAccess.ShouldBeFalse();
    }

    [Test]
    public void Grace_is_over_when_the_subscription_ends()
    {
        DateTime end = Some.Noon.AddDays(2);
        UserSubscription ending = Of(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue, cancelAt: end));
        SubscriptionAccess.Of(ending, Some.Noon, GraceDays).ShouldBe(new SubscriptionAccess(true, true, end));
    }

    [Test]
    public void Another_failed_attempt_begins_no_new_grace_but_another_failed_renewal_does()
    {
        UserSubscription subscription = Some.Subscription();
        subscription.PastDueSince.ShouldBeNull();
        subscription.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue), Some.Seen(10));
        subscription.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue, quantity: 2), Some.Seen(20));
        subscription.PastDueSince.ShouldBe(Some.Noon.AddSeconds(10));

        subscription.Apply(Some.SubscriptionSnapshot(), Some.Seen(30));
        subscription.PastDueSince.ShouldBeNull();
        subscription.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue), Some.Seen(40));
        subscription.PastDueSince.ShouldBe(Some.Noon.AddSeconds(40));

        subscription.Close(Some.Seen(50));
        subscription.PastDueSince.ShouldBeNull();
    }

    [Test]
    public void What_was_seen_between_two_moments_may_have_failed_at_the_first()
    {
        UserSubscription subscription = Some.Subscription();
        subscription.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.PastDue), new SeenInterval(Some.Noon.AddHours(1), Some.Noon.AddHours(2)));
        subscription.PastDueSince.ShouldBe(Some.Noon.AddHours(1));
    }

    private static UserSubscription Of(SubscriptionSnapshot snapshot) => UserSubscription.From(Guid.NewGuid(), snapshot, Some.Seen());
}
