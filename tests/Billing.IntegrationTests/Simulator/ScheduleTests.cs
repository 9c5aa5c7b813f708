using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class ScheduleTests : SimulatorTest
{
    private const long Hour = 60 * 60;

    [Test]
    public async Task A_schedule_begins_with_the_running_period_as_its_phase()
    {
        var subscription = await Stripe.SubscribeAsync();

        var schedule = await CreateAsync(subscription);

        var phase = schedule["phases"]!.AsArray().Single()!;
        (schedule.Text("status"), schedule.Text("subscription"), schedule.Text("end_behavior")).ShouldBe(("active", subscription.Text("id"), "release"));
        (phase.Number("start_date"), phase.Number("end_date"))
            .ShouldBe((subscription.Item().Number("current_period_start"), subscription.Item().Number("current_period_end")));
        phase["items"]![0]!.Text("price").ShouldBe(subscription.Item()["price"]!.Text("id"));
        (await GetAsync(subscription)).Text("schedule").ShouldBe(schedule.Text("id"));
        (await Stripe.EventTypesAsync()).TakeLast(2).ShouldBe(["subscription_schedule.created", "customer.subscription.updated"]);
        (await Stripe.TryPostAsync("/v1/subscription_schedules", ("from_subscription", subscription.Text("id")))).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_planned_downgrade_takes_effect_with_the_next_period_at_the_new_price()
    {
        var subscription = await Stripe.SubscribeAsync(await Stripe.CreatePriceAsync(5000));
        var cheaper = await Stripe.CreatePriceAsync(1000);
        var end = subscription.Item().Number("current_period_end");
        var schedule = await PlanAsync(subscription, cheaper);

        await Stripe.AdvanceToAsync(end - 1);
        (await GetAsync(subscription)).Item()["price"]!.Text("id").ShouldBe(subscription.Item()["price"]!.Text("id"));
        await Stripe.AdvanceToAsync(end + Hour);

        var after = await GetAsync(subscription);
        var invoice = await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}");
        (after.Item()["price"]!.Text("id"), after.Item().Text("id")).ShouldBe((cheaper, subscription.Item().Text("id")));
        invoice["lines"]!.Data().Select(line => line.Number("amount")).ShouldBe([1000L]);
        (invoice.Number("amount_paid"), invoice.Text("billing_reason")).ShouldBe((1000, "subscription_cycle"));
        (await Stripe.GetAsync($"/v1/subscription_schedules/{schedule.Text("id")}"))["current_phase"]!.Number("start_date").ShouldBe(end);
    }

    [Test]
    public async Task After_its_last_phase_a_schedule_is_out_of_the_way()
    {
        var subscription = await Stripe.SubscribeAsync(await Stripe.CreatePriceAsync(5000));
        var schedule = await PlanAsync(subscription, await Stripe.CreatePriceAsync(1000));

        await Stripe.AdvanceAsync(100);

        var after = await GetAsync(subscription);
        var over = await Stripe.GetAsync($"/v1/subscription_schedules/{schedule.Text("id")}");
        (after.Text("status"), after.IsNull("schedule")).ShouldBe(("active", true));
        (over.Text("status"), over.Text("released_subscription"), over.IsNull("subscription")).ShouldBe(("released", after.Text("id"), true));
        (await Stripe.EventTypesAsync()).ShouldContain("subscription_schedule.released");
        (await Stripe.GetAsync("/v1/charges")).Data().Select(charge => charge.Number("amount")).ShouldBe([1000L, 1000, 1000, 5000]);
    }

    [Test]
    public async Task A_planned_change_to_another_interval_begins_its_cycle_with_the_phase()
    {
        var subscription = await Stripe.SubscribeAsync(await Stripe.CreatePriceAsync(5000));
        var end = subscription.Item().Number("current_period_end");
        var yearly = await Stripe.PostAsync(
            "/v1/prices", ("product", subscription.Item()["price"]!.Text("product")), ("currency", "usd"), ("unit_amount", "50000"),
            ("recurring[interval]", "year"));
        await PlanAsync(subscription, yearly.Text("id"));

        await Stripe.AdvanceToAsync(end + Hour);

        var after = await GetAsync(subscription);
        after.Number("billing_cycle_anchor").ShouldBe(end);
        after.Item().Number("current_period_end").ShouldBe(DateTimeOffset.FromUnixTimeSeconds(end).AddYears(1).ToUnixTimeSeconds());
        (await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}")).Number("amount_paid").ShouldBe(50000);
    }

    [Test]
    public async Task A_released_schedule_changes_nothing_any_more()
    {
        var subscription = await Stripe.SubscribeAsync(await Stripe.CreatePriceAsync(5000));
        var schedule = await PlanAsync(subscription, await Stripe.CreatePriceAsync(1000));

        var released = await Stripe.PostAsync($"/v1/subscription_schedules/{schedule.Text("id")}/release");
        await Stripe.AdvanceAsync(40);

        released.Text("status").ShouldBe("released");
        (await Stripe.GetAsync("/v1/charges")).Data().Select(charge => charge.Number("amount")).ShouldBe([5000L, 5000]);
        (await Stripe.TryPostAsync($"/v1/subscription_schedules/{schedule.Text("id")}/release")).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_schedule_decides_about_the_end_of_its_subscription()
    {
        var subscription = await Stripe.SubscribeAsync();
        var schedule = await CreateAsync(subscription);

        var atPeriodEnd = await Stripe.TryPostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("cancel_at_period_end", "true"));
        var canceled = await Stripe.PostAsync($"/v1/subscription_schedules/{schedule.Text("id")}/cancel");

        (atPeriodEnd.Status, atPeriodEnd.Error.Text("message")).Item1.ShouldBe(400);
        atPeriodEnd.Error.Text("message").ShouldContain(schedule.Text("id"));
        canceled.Text("status").ShouldBe("canceled");
        (await GetAsync(subscription)).Text("status").ShouldBe("canceled");
    }

    [Test]
    public async Task The_running_phase_has_to_be_sent_as_it_is()
    {
        var subscription = await Stripe.SubscribeAsync();
        var schedule = await CreateAsync(subscription);
        var end = subscription.Item().Number("current_period_end");
        var price = subscription.Item()["price"]!.Text("id");

        var answer = await Stripe.TryPostAsync(
            $"/v1/subscription_schedules/{schedule.Text("id")}",
            ("phases[0][start_date]", $"{end}"), ("phases[0][items][0][price]", price));

        (answer.Status, answer.Error.Text("param")).ShouldBe((400, "phases[0][start_date]"));
    }

    private Task<JsonObject> GetAsync(JsonObject subscription) => Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");

    private Task<JsonObject> CreateAsync(JsonObject subscription) =>
        Stripe.PostAsync("/v1/subscription_schedules", ("from_subscription", subscription.Text("id")));

    private async Task<JsonObject> PlanAsync(JsonObject subscription, string price)
    {
        var schedule = await CreateAsync(subscription);
        var phase = schedule["phases"]![0]!;
        return await Stripe.PostAsync(
            $"/v1/subscription_schedules/{schedule.Text("id")}",
            ("end_behavior", "release"),
            ("phases[0][start_date]", $"{phase.Number("start_date")}"),
            ("phases[0][end_date]", $"{phase.Number("end_date")}"),
            ("phases[0][items][0][price]", phase["items"]![0]!.Text("price")),
            ("phases[0][items][0][quantity]", "1"),
            ("phases[1][items][0][price]", price),
            ("phases[1][items][0][quantity]", "1"),
            ("phases[1][proration_behavior]", "none"));
    }
}
