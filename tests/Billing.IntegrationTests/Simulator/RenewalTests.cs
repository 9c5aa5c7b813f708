using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class RenewalTests : SimulatorTest
{
    private const long Hour = 60 * 60;

    [Test]
    public async Task A_subscription_renews_at_its_own_moment_and_is_charged_an_hour_later_in_Stripes_order()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(40);

        var events = (await Stripe.EventsAsync()).Skip(skip).ToList();
        events.Select(e => e.Text("type")).ShouldBe(
        [
            "invoice.upcoming", "invoice.created", "customer.subscription.updated",
            "invoice.finalized", "payment_intent.created", "payment_intent.succeeded", "charge.succeeded",
            "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
        ]);
        events.Skip(1).Take(2).ShouldAllBe(e => e.Number("created") == end);
        events.Skip(3).ShouldAllBe(e => e.Number("created") == end + Hour);
        events.Skip(1).ShouldAllBe(e => e.Payload()["created"] == null || e.Payload().Number("created") <= e.Number("created"));
    }

    [Test]
    public async Task A_renewals_events_carry_the_new_period_and_what_it_was_before()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(40);

        var updated = (await Stripe.EventsAsync()).Skip(skip).Single(e => e.Text("type") == "customer.subscription.updated");
        var (now, before) = (updated.Payload(), updated["data"]!["previous_attributes"]!.AsObject());
        now.Item().Number("current_period_start").ShouldBe(end);
        before.Item().Number("current_period_end").ShouldBe(end);
        before.Text("latest_invoice").ShouldBe(subscription.Text("latest_invoice"));
        before.Select(property => property.Key).ShouldBe(["items", "latest_invoice"], ignoreOrder: true);
        now.Text("status").ShouldBe("active");
    }

    [Test]
    public async Task A_renewals_invoice_is_a_draft_first_and_paid_by_an_intent_of_its_own_afterwards()
    {
        var subscription = await Stripe.SubscribeAsync();
        var period = subscription.Item();

        await Stripe.AdvanceToAsync(period.Number("current_period_end"));
        var draft = await LatestInvoiceAsync(subscription.Text("id"));
        await Stripe.AdvanceToAsync(period.Number("current_period_end") + Hour);
        var paid = await LatestInvoiceAsync(subscription.Text("id"));

        (draft.Text("status"), draft.Text("billing_reason"), draft.Number("amount_due")).ShouldBe(("draft", "subscription_cycle", 2000));
        draft.Number("automatically_finalizes_at").ShouldBe(period.Number("current_period_end") + Hour);
        (draft.Number("period_start"), draft.Number("period_end"))
            .ShouldBe((period.Number("current_period_start"), period.Number("current_period_end")));
        draft["lines"]!.Data().Single()["period"]!.Number("start").ShouldBe(period.Number("current_period_end"));
        (paid.Text("id"), paid.Text("status"), paid.Number("amount_paid"), paid.Number("attempt_count"))
            .ShouldBe((draft.Text("id"), "paid", 2000, 1));
        var payment = (await Stripe.GetAsync("/v1/invoice_payments", ("invoice", paid.Text("id")))).Data().Single();
        var intent = await Stripe.GetAsync($"/v1/payment_intents/{payment["payment"]!.Text("payment_intent")}");
        (intent.Text("status"), intent.Number("amount_received"), payment.Text("status")).ShouldBe(("succeeded", 2000, "paid"));
    }

    [Test]
    public async Task A_year_of_renewals_comes_in_the_order_of_time_with_one_payment_a_month()
    {
        var first = await Stripe.SubscribeAsync();
        await Stripe.AdvanceAsync(3);
        var second = await Stripe.SubscribeAsync();
        var start = DateTimeOffset.FromUnixTimeSeconds(first.Number("start_date"));

        var answer = await Stripe.AdvanceToAsync(start.AddYears(1).AddDays(1).ToUnixTimeSeconds());

        var events = await Stripe.EventsAsync();
        events.Select(e => e.Number("created")).ShouldBeInOrder();
        events.Count.ShouldBeGreaterThan((int)answer.Number("events"));
        var invoices = await InvoicesAsync(first.Text("id"));
        invoices.Count.ShouldBe(13);
        invoices.ShouldAllBe(invoice => invoice.Text("status") == "paid");
        for (var month = 0; month <= 12; month++)
        {
            invoices[month]["lines"]!.Data().Single()["period"]!.Number("start").ShouldBe(start.AddMonths(month).ToUnixTimeSeconds());
        }

        (await InvoicesAsync(second.Text("id"))).Count.ShouldBe(12);
        (await Stripe.GetAsync("/v1/charges", ("limit", "100"))).Data().Sum(charge => charge.Number("amount")).ShouldBe(25 * 2000);
    }

    [Test]
    public async Task The_anchor_day_stays_over_short_months()
    {
        var year = DateTimeOffset.UtcNow.Year + 2;
        await Stripe.AdvanceToAsync($"{year}-01-31T10:20:30Z");
        var subscription = await Stripe.SubscribeAsync();

        var ends = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var end = (await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}")).Item().Number("current_period_end");
            ends.Add(DateTimeOffset.FromUnixTimeSeconds(end).ToString("MM-dd", CultureInfo.InvariantCulture));
            await Stripe.AdvanceToAsync(end);
        }

        ends.ShouldBe([DateTime.IsLeapYear(year) ? "02-29" : "02-28", "03-31", "04-30", "05-31"]);
    }

    [Test]
    public async Task A_subscription_that_cancels_at_period_end_ends_with_the_period_and_is_not_charged_again()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");
        await Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("cancel_at_period_end", "true"));
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceToAsync(end - 1);
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}")).Text("status").ShouldBe("active");
        await Stripe.AdvanceAsync(60);

        var events = (await Stripe.EventsAsync()).Skip(skip).ToList();
        events.Select(e => e.Text("type")).ShouldBe(["customer.subscription.deleted"]);
        var ended = events[0].Payload();
        (ended.Text("status"), ended.Number("ended_at"), events[0].Number("created")).ShouldBe(("canceled", end, end));
        ended["cancellation_details"]!.Text("reason").ShouldBe("cancellation_requested");
        ended.Number("canceled_at").ShouldBeLessThan(end);
        (await InvoicesAsync(subscription.Text("id"))).Count.ShouldBe(1);
    }

    [Test]
    public async Task The_clock_tells_what_comes_next_and_goes_there()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");

        await Stripe.AdvanceToAsync(end - Hour);
        var before = await Stripe.ControlAsync(HttpMethod.Get, "clock");
        var there = await Stripe.AdvanceToAsync("next");
        var after = await Stripe.ControlAsync(HttpMethod.Get, "clock");

        (before["next"]!.Number("at"), before["next"]!.Text("object")).ShouldBe((end, subscription.Text("id")));
        (there.Number("now"), there.Number("events")).ShouldBe((end, 2));
        after["next"]!.Number("at").ShouldBe(end + Hour);
        after["next"]!.Text("what").ShouldBe("An invoice is finalized and charged");
    }

    [Test]
    public async Task The_clock_does_not_go_back_nor_to_nowhere()
    {
        var now = DateTimeOffset.UtcNow;
        await Stripe.AdvanceAsync(10);

        foreach (var body in (object[])[new { to = now.ToUnixTimeSeconds() }, new { to = "yesterday" }, new { days = -1 }, new { }, new { to = "next" }])
        {
            using var http = new HttpClient { BaseAddress = Stripe.BaseAddress };
            using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), null, "application/json");
            ((int)(await http.PostAsync("/_simulator/clock/advance", content)).StatusCode).ShouldBe(400, body.ToString());
        }
    }

    [Test]
    public async Task A_price_by_the_year_renews_by_the_year()
    {
        var product = await Stripe.PostAsync("/v1/products", ("name", "Pro"));
        var price = await Stripe.PostAsync(
            "/v1/prices", ("product", product.Text("id")), ("currency", "jpy"), ("unit_amount", "12000"), ("recurring[interval]", "year"));
        var subscription = await Stripe.SubscribeAsync(price.Text("id"));

        await Stripe.AdvanceAsync(364);
        (await InvoicesAsync(subscription.Text("id"))).Count.ShouldBe(1);
        await Stripe.AdvanceAsync(3);

        var invoices = await InvoicesAsync(subscription.Text("id"));
        invoices.Select(invoice => invoice.Number("amount_paid")).ShouldBe([12000L, 12000L]);
        invoices[1]["lines"]!.Data().Single().Text("description").ShouldBe("1 × Pro (at ¥12,000 / year)");
    }

    private async Task<JsonObject> LatestInvoiceAsync(string subscription) =>
        (await InvoicesAsync(subscription))[^1];

    /// <summary>The subscription's invoices, oldest first.</summary>
    private async Task<IReadOnlyList<JsonObject>> InvoicesAsync(string subscription) =>
        [.. (await Stripe.GetAsync("/v1/invoices", ("subscription", subscription), ("limit", "100"))).Data().Reverse()];
}
