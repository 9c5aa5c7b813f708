using Billing.Application.StripeEvents;
using Billing.Infrastructure.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class EventWorkerTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [TestCase(10, 1, ExpectedResult = false)]
    [TestCase(10.1, 1, ExpectedResult = true)]
    [TestCase(3600, 2, ExpectedResult = false, Description = "It is old because it failed.")]
    public bool Consideration_for_deliveries_ends_when_an_event_has_waited_for_ten_seconds(double seconds, int attempt) =>
        EventWorker.IsLate([Event(1, 1), Event(seconds, attempt)], Now);

    private static ClaimedEvent Event(double secondsAgo, int attempt) => new(
        new StripeEvent("evt_1", "invoice.paid", Now, "in_1", "cus_1", false, null), attempt, Now.AddSeconds(-secondsAgo), Guid.Empty);
}
