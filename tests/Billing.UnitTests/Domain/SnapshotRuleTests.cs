using Billing.Domain.Snapshots;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class SnapshotRuleTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly SeenInterval AroundNoon = new(Noon.AddSeconds(-2), Noon.AddSeconds(2));

    /// <summary>What happens, as numbers that the simulation reads.</summary>
    private static Arbitrary<int[]> Choices => Arb.From(
        Gen.Choose(0, 10_000).ArrayOf(),
        choices => ArbMap.Default.ArbFor<int[]>().Shrinker(choices).Where(c => c.All(n => n >= 0)));

    [Test]
    public void Every_order_of_events_and_fetches_ends_in_the_state_that_Stripe_has() => Holds(choices =>
    {
        var simulation = new MirrorSimulation();
        simulation.Run(choices, lastEventIsLost: false);
        return simulation.Mirrored == simulation.Stripe;
    });

    [Test]
    public void A_sync_makes_up_for_lost_events() => Holds(choices =>
    {
        var simulation = new MirrorSimulation();
        simulation.Run(choices, lastEventIsLost: true);
        return simulation.Mirrored == simulation.Stripe;
    });

    [Test]
    public void An_object_on_a_test_clock_ends_in_the_state_that_Stripe_has_whatever_its_events_are_dated() => Holds(choices =>
    {
        var simulation = new MirrorSimulation(onTestClock: true);
        simulation.Run(choices, lastEventIsLost: false);
        return simulation.Mirrored == simulation.Stripe;
    });

    [TestCase(LifecycleOrder.Unknown)]
    [TestCase(LifecycleOrder.Same)]
    [TestCase(LifecycleOrder.Later)]
    [TestCase(LifecycleOrder.Earlier)]
    public void An_object_that_is_new_here_takes_the_payload(LifecycleOrder order) =>
        SnapshotRule.Decide(null, Payload(Noon, order)).ShouldBe(SnapshotDecision.ApplyPayload);

    [TestCase(LifecycleOrder.Unknown)]
    [TestCase(LifecycleOrder.Same)]
    [TestCase(LifecycleOrder.Later)]
    [TestCase(LifecycleOrder.Earlier)]
    public void A_payload_older_than_what_is_known_is_superseded(LifecycleOrder order) =>
        SnapshotRule.Decide(AroundNoon, Payload(AroundNoon.From.AddSeconds(-1), order)).ShouldBe(SnapshotDecision.Superseded);

    [TestCase(LifecycleOrder.Unknown, SnapshotDecision.ApplyPayload)]
    [TestCase(LifecycleOrder.Same, SnapshotDecision.ApplyPayload)]
    [TestCase(LifecycleOrder.Later, SnapshotDecision.ApplyPayload)]
    [TestCase(LifecycleOrder.Earlier, SnapshotDecision.Fetch)]
    public void A_payload_newer_than_what_is_known_is_applied_unless_it_goes_back_in_life(LifecycleOrder order, SnapshotDecision expected) =>
        SnapshotRule.Decide(AroundNoon, Payload(AroundNoon.To.AddSeconds(1), order)).ShouldBe(expected);

    [TestCase(LifecycleOrder.Unknown, SnapshotDecision.Fetch)]
    [TestCase(LifecycleOrder.Same, SnapshotDecision.Confirm)]
    [TestCase(LifecycleOrder.Later, SnapshotDecision.ApplyPayload)]
    [TestCase(LifecycleOrder.Earlier, SnapshotDecision.Superseded)]
    public void Within_what_is_known_content_decides_and_where_it_cannot_Stripe_is_asked(LifecycleOrder order, SnapshotDecision expected)
    {
        SnapshotRule.Decide(AroundNoon, Payload(AroundNoon.From, order)).ShouldBe(expected);
        SnapshotRule.Decide(AroundNoon, Payload(Noon, order)).ShouldBe(expected);
        SnapshotRule.Decide(AroundNoon, Payload(AroundNoon.To, order)).ShouldBe(expected);
    }

    [Test]
    public void An_object_on_a_test_clock_is_always_fetched([Values(-3, 0, 3)] int seconds, [Values] LifecycleOrder order)
    {
        PayloadFacts payload = Payload(Noon.AddSeconds(seconds), order) with { HasTestClock = true };
        SnapshotRule.Decide(AroundNoon, payload).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(null, payload).ShouldBe(SnapshotDecision.Fetch);
    }

    [Test]
    public void A_payload_of_another_release_train_is_fetched_unless_it_is_superseded([Values] LifecycleOrder order)
    {
        PayloadFacts payload = Payload(Noon, order) with { IsOfAnotherReleaseTrain = true };
        SnapshotRule.Decide(null, payload).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(AroundNoon, payload).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(AroundNoon, payload with { Created = Noon.AddSeconds(3) }).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(AroundNoon, payload with { Created = Noon.AddSeconds(-3) }).ShouldBe(SnapshotDecision.Superseded);
    }

    private static PayloadFacts Payload(DateTime created, LifecycleOrder order) => new(created, order, false, false);

    private static void Holds(Func<int[], bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(120).WithQuietOnSuccess(true),
        Prop.ForAll(Choices, property));

    [Test]
    public void A_payload_that_leaves_something_out_is_only_a_hint()
    {
        var payload = new PayloadFacts(Some.Noon, LifecycleOrder.Later, HasTestClock: false, IsOfAnotherReleaseTrain: false, LeavesOut: true);

        SnapshotRule.Decide(null, payload).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(Some.Seen(-60), payload).ShouldBe(SnapshotDecision.Fetch);
        SnapshotRule.Decide(Some.Seen(60), payload).ShouldBe(SnapshotDecision.Superseded);
    }
}
