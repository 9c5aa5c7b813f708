using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class SubscriptionTests
{
    [Test]
    public void The_best_status_counts_whatever_the_order()
    {
        SubscriptionStatus[] best = [SubscriptionStatus.Active, SubscriptionStatus.PastDue, SubscriptionStatus.Unpaid, SubscriptionStatus.Paused];
        for (int i = 0; i < best.Length; i++)
        {
            // The better one is the younger one: age only decides among equals.
            UserSubscription[] candidates = [.. best.Skip(i).Reverse().Select((s, n) => Some.Subscription(s, $"sub_{s}", Some.Noon.AddDays(n)))];
            CurrentSubscription.Choose(candidates)!.Status.ShouldBe(best[i]);
        }
    }

    [Test]
    public void A_trial_counts_as_much_as_a_paid_one()
    {
        UserSubscription trial = Some.Subscription(SubscriptionStatus.Trialing, "sub_trial", Some.Noon);
        UserSubscription paid = Some.Subscription(SubscriptionStatus.Active, "sub_paid", Some.Noon.AddDays(1));
        CurrentSubscription.Choose([paid, trial]).ShouldBe(trial);
    }

    [Test]
    public void Among_equals_the_oldest_counts_and_then_the_smallest_id()
    {
        UserSubscription oldest = Some.Subscription(id: "sub_z", created: Some.Noon.AddDays(-1));
        UserSubscription a = Some.Subscription(id: "sub_a");
        UserSubscription b = Some.Subscription(id: "sub_b");
        CurrentSubscription.Choose([b, a, oldest]).ShouldBe(oldest);
        CurrentSubscription.Choose([b, a]).ShouldBe(a);
    }

    [TestCase(SubscriptionStatus.Incomplete)]
    [TestCase(SubscriptionStatus.IncompleteExpired)]
    [TestCase(SubscriptionStatus.Canceled)]
    public void One_that_has_not_begun_or_has_ended_never_counts(SubscriptionStatus status)
    {
        CurrentSubscription.Choose([Some.Subscription(status)]).ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => Some.Subscription(status).MakeCurrent());
    }

    [Test]
    public void One_that_lives_beside_the_current_one_is_its_duplicate_until_it_ends()
    {
        UserSubscription second = Some.Subscription();
        var current = Guid.NewGuid();
        second.StepBack(current);
        second.DuplicateOf.ShouldBe(current);

        second.Apply(Some.SubscriptionSnapshot(SubscriptionStatus.Canceled), Some.Seen(10));
        second.StepBack(current);
        second.DuplicateOf.ShouldBeNull();
    }

    [Test]
    public void One_that_Stripe_no_longer_has_ended_when_it_was_missed()
    {
        UserSubscription subscription = Some.Subscription();
        subscription.Close(Some.Seen(10));
        subscription.Status.ShouldBe(SubscriptionStatus.Canceled);
        subscription.EndedAt.ShouldBe(Some.Noon.AddSeconds(10));
    }

    [TestCase(SubscriptionStatus.Incomplete, SubscriptionStatus.Active, LifecycleOrder.Later)]
    [TestCase(SubscriptionStatus.Active, SubscriptionStatus.Incomplete, LifecycleOrder.Earlier)]
    [TestCase(SubscriptionStatus.Active, SubscriptionStatus.PastDue, LifecycleOrder.Unknown)]
    [TestCase(SubscriptionStatus.PastDue, SubscriptionStatus.Canceled, LifecycleOrder.Later)]
    [TestCase(SubscriptionStatus.Canceled, SubscriptionStatus.Active, LifecycleOrder.Earlier)]
    [TestCase(SubscriptionStatus.Active, SubscriptionStatus.Active, LifecycleOrder.Same)]
    public void Statuses_tell_what_came_first_where_life_goes_one_way(SubscriptionStatus stored, SubscriptionStatus payload, LifecycleOrder expected) =>
        Some.Subscription(stored).OrderOf(Some.SubscriptionSnapshot(payload)).ShouldBe(expected);

    [Test]
    public void Another_quantity_is_another_state() =>
        Some.Subscription().OrderOf(Some.SubscriptionSnapshot(quantity: 2)).ShouldBe(LifecycleOrder.Unknown);
}
