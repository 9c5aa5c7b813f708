using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class SeenIntervalTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Test]
    public void A_payload_was_true_in_the_second_of_its_event() =>
        SeenInterval.At(Noon).ShouldBe(new SeenInterval(Noon, Noon));

    [TestCase(0, 2)]
    [TestCase(1, 3)]
    [TestCase(1000, 3)]
    [TestCase(1001, 4)]
    public void An_answer_was_true_at_some_time_of_its_request_give_or_take_the_clocks_resolution(int tookMilliseconds, int secondsBefore) =>
        SeenInterval.Fetched(null, null, Noon, TimeSpan.FromMilliseconds(tookMilliseconds))
            .ShouldBe(new SeenInterval(Noon.AddSeconds(-secondsBefore), Noon));

    [Test]
    public void An_answer_is_no_older_than_what_was_known_before_the_request() =>
        SeenInterval.Fetched(SeenInterval.At(Noon.AddSeconds(-1)), null, Noon, TimeSpan.Zero).From.ShouldBe(Noon.AddSeconds(-1));

    [Test]
    public void An_answer_is_no_older_than_the_event_that_asked_for_it() =>
        SeenInterval.Fetched(SeenInterval.At(Noon.AddHours(-1)), Noon.AddSeconds(-1), Noon, TimeSpan.FromSeconds(5)).From.ShouldBe(Noon.AddSeconds(-1));

    [Test]
    public void What_is_known_from_long_ago_does_not_widen_the_interval() =>
        SeenInterval.Fetched(SeenInterval.At(Noon.AddHours(-1)), Noon.AddHours(-1), Noon, TimeSpan.Zero).From.ShouldBe(Noon.AddSeconds(-2));

    [Test]
    public void An_interval_never_begins_after_its_end() =>
        SeenInterval.Fetched(null, Noon.AddYears(1), Noon, TimeSpan.Zero).ShouldBe(new SeenInterval(Noon, Noon));
}
