using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class TestClockTests : SimulatorTest
{
    private static readonly DateTimeOffset Start = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task What_is_on_a_test_clock_lives_in_its_time_and_nothing_else_does()
    {
        var (clock, subscription) = await SubscribedAsync();

        await AdvanceAsync(clock, Start.AddMonths(3).AddHours(2));

        subscription.Text("test_clock").ShouldBe(clock);
        subscription.Number("created").ShouldBe(Start.ToUnixTimeSeconds());
        var invoices = (await Stripe.GetAsync("/v1/invoices", ("subscription", subscription.Text("id")))).Data().Reverse().ToList();
        invoices.Select(invoice => invoice.Number("created"))
            .ShouldBe(Enumerable.Range(0, 4).Select(month => Start.AddMonths(month).ToUnixTimeSeconds()));
        invoices.ShouldAllBe(invoice => invoice.Text("status") == "paid" && invoice.Text("test_clock") == clock);
        (await Stripe.ControlAsync(HttpMethod.Get, "clock")).Number("now")
            .ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
    }

    [Test]
    public async Task A_test_clock_is_on_its_way_until_it_arrives_and_tells_so()
    {
        var (clock, _) = await SubscribedAsync();

        var advancing = await Stripe.PostAsync(
            $"/v1/test_helpers/test_clocks/{clock}/advance", ("frozen_time", $"{Start.AddMonths(1).ToUnixTimeSeconds()}"));
        await ReadyAsync(clock);

        advancing.Text("status").ShouldBe("advancing");
        advancing["status_details"]!["advancing"]!.Number("target_frozen_time").ShouldBe(Start.AddMonths(1).ToUnixTimeSeconds());
        var types = await Stripe.EventTypesAsync();
        types.ShouldContain("test_helpers.test_clock.advancing");
        types[^1].ShouldBe("test_helpers.test_clock.ready");
        (await Stripe.TryPostAsync($"/v1/test_helpers/test_clocks/{clock}/advance", ("frozen_time", "1000"))).Status.ShouldBe(400);
    }

    [Test]
    public async Task The_common_clock_does_not_follow_a_test_clock_over_a_restart()
    {
        var (clock, _) = await SubscribedAsync();
        await AdvanceAsync(clock, Start.AddYears(1));

        await Stripe.RestartAsync();

        Stripe.Clock.UtcNow.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task A_deleted_test_clock_takes_its_customers_with_it()
    {
        var (clock, subscription) = await SubscribedAsync();

        (await Stripe.SendAsync(HttpMethod.Delete, $"/v1/test_helpers/test_clocks/{clock}")).Successful();

        (await Stripe.GetAsync($"/v1/customers/{subscription.Text("customer")}"))["deleted"]!.GetValue<bool>().ShouldBeTrue();
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}")).Text("status").ShouldBe("canceled");
    }

    private async Task<(string Clock, JsonObject Subscription)> SubscribedAsync()
    {
        var clock = (await Stripe.PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", $"{Start.ToUnixTimeSeconds()}"), ("name", "Renewals"))).Text("id");
        var customer = await Stripe.PostAsync(
            "/v1/customers", ("email", "clock@example.com"), ("test_clock", clock), ("payment_method", "pm_card_visa"));
        var method = (await Stripe.GetAsync($"/v1/customers/{customer.Text("id")}/payment_methods")).Data().Single();
        var subscription = await Stripe.PostAsync(
            "/v1/subscriptions",
            ("customer", customer.Text("id")), ("items[0][price]", await Stripe.CreatePriceAsync()), ("default_payment_method", method.Text("id")));
        return (clock, subscription);
    }

    private async Task AdvanceAsync(string clock, DateTimeOffset to)
    {
        await Stripe.PostAsync($"/v1/test_helpers/test_clocks/{clock}/advance", ("frozen_time", $"{to.ToUnixTimeSeconds()}"));
        await ReadyAsync(clock);
    }

    private Task ReadyAsync(string clock) => Wait.TrueAsync(async () =>
        (await Stripe.GetAsync($"/v1/test_helpers/test_clocks/{clock}")).Text("status") == "ready");
}
