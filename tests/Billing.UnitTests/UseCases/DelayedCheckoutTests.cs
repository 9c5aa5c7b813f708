using Billing.Application.Checkout;
using Billing.Application.StripeEvents;
using Billing.Domain.Checkout;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

/// <summary>A checkout that was paid by a method whose bank takes days: it is complete from the start, and the payment tells the rest.</summary>
[TestFixture]
public sealed class DelayedCheckoutTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [TestCase("checkout.session.async_payment_succeeded", "paid")]
    [TestCase("checkout.session.async_payment_failed", "unpaid")]
    public async Task What_the_bank_decides_days_later_finds_a_complete_checkout(string type, string paymentStatus)
    {
        CreatedCheckoutSession session = await _app.SendAsync(
            new CreateCheckoutSession("pro", null, "https://app.test/done", "https://app.test/plans"));
        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        (await TellAsync("checkout.session.completed", session.SessionId, "unpaid")).ShouldBe(EventOutcome.Applied);
        _app.Clock.Advance(TimeSpan.FromDays(4));

        (await TellAsync(type, session.SessionId, paymentStatus)).IsIgnored.ShouldBeFalse();

        (await _app.InDatabaseAsync(db => db.CheckoutSessions.AsNoTracking().SingleAsync())).Status.ShouldBe(CheckoutSessionStatus.Complete);
    }

    private Task<EventOutcome> TellAsync(string type, string session, string paymentStatus) => _app.ProcessAsync(type, $$"""
        {
          "id": "{{session}}", "object": "checkout.session", "created": {{_app.Clock.GetUtcNow().ToUnixTimeSeconds()}}, "customer": "cus_1",
          "expires_at": {{_app.Clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds()}}, "metadata": {}, "payment_status": "{{paymentStatus}}",
          "status": "complete", "url": null
        }
        """);
}
