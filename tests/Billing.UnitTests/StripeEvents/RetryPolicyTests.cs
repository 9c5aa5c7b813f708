using Billing.Application.Abstractions;
using Billing.Infrastructure.StripeEvents;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new(Options.Create(new WebhookOptions()));
    private static readonly Exception Transient = new StripeUnreachableException("no answer", new HttpRequestException());

    [Test]
    public void Waits_grow_from_seconds_to_a_day_at_most()
    {
        TimeSpan[] waits = [.. Enumerable.Range(1, 9).Select(attempt => Policy.DelayAfter(attempt, Transient)!.Value)];

        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
        waits[8].ShouldBeInRange(TimeSpan.FromHours(19), TimeSpan.FromHours(29));
        waits.ShouldBeInOrder();
    }

    [Test]
    public void The_tenth_failure_is_the_last() => Policy.DelayAfter(10, Transient).ShouldBeNull();

    [Test]
    public void A_payload_that_cannot_be_read_is_given_up_at_once() => Policy.DelayAfter(1, new FormatException("x")).ShouldBeNull();

    [Test]
    public void Only_our_own_messages_are_kept()
    {
        RetryPolicy.Describe(new FormatException("unknown status")).ShouldBe("FormatException: unknown status");
        RetryPolicy.Describe(new InvalidOperationException("jane@example.com")).ShouldBe("InvalidOperationException");
        RetryPolicy.Describe(new FormatException(new string('x', 1000))).Length.ShouldBe(500);
    }
}
