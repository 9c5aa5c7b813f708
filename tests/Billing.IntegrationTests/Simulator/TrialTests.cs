using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class TrialTests : SimulatorTest
{
    private const long Day = 24 * 60 * 60;
    private const string MissingCard = "subscription_data[trial_settings][end_behavior][missing_payment_method]";

    [Test]
    public async Task A_trial_begins_with_an_invoice_of_nothing_and_saves_the_card()
    {
        var skip = (await Stripe.EventsAsync()).Count;
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", "14"));

        var start = subscription.Number("start_date");
        (subscription.Text("status"), subscription.Number("trial_start"), subscription.Number("trial_end"))
            .ShouldBe(("trialing", start, start + (14 * Day)));
        subscription.Item().Number("current_period_end").ShouldBe(start + (14 * Day));
        subscription.Number("billing_cycle_anchor").ShouldBe(start + (14 * Day));
        var invoice = await Stripe.GetAsync($"/v1/invoices/{subscription.Text("latest_invoice")}");
        (invoice.Text("status"), invoice.Number("total"), invoice.Number("attempt_count")).ShouldBe(("paid", 0, 0));
        invoice["lines"]!.Data().Single().Text("description").ShouldBe("Free trial for 1 × Pro");
        (await Stripe.GetAsync("/v1/invoice_payments", ("invoice", invoice.Text("id")))).Data().ShouldBeEmpty();
        var types = await Stripe.EventTypesAsync(skip);
        types.ShouldNotContain("payment_intent.created");
        types.ShouldContain("setup_intent.succeeded");
        types[^1].ShouldBe("checkout.session.completed");
    }

    [Test]
    public async Task The_end_of_a_trial_is_announced_three_days_before_and_then_the_card_is_charged()
    {
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", "14"));
        var end = subscription.Number("trial_end");
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(15);

        var events = (await Stripe.EventsAsync()).Skip(skip).ToList();
        events.Select(e => e.Text("type")).Take(4).ShouldBe(
            ["invoice.upcoming", "customer.subscription.trial_will_end", "invoice.created", "customer.subscription.updated"]);
        events.Take(4).Select(e => e.Number("created")).ShouldBe([end - (7 * Day), end - (3 * Day), end, end]);
        events[3]["data"]!["previous_attributes"]!.Text("status").ShouldBe("trialing");
        var after = await GetAsync(subscription);
        (after.Text("status"), after.Item().Number("current_period_start")).ShouldBe(("active", end));
        (await Stripe.GetAsync("/v1/charges")).Data().Single().Number("amount").ShouldBe(2000);
    }

    [Test]
    public async Task A_trial_shorter_than_three_days_is_announced_at_once()
    {
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", "2"));

        await Infrastructure.Wait.TrueAsync(async () =>
            (await Stripe.EventTypesAsync()).Contains("customer.subscription.trial_will_end"));

        subscription.Text("status").ShouldBe("trialing");
    }

    [TestCase("pause", "paused", "customer.subscription.paused")]
    [TestCase("cancel", "canceled", "customer.subscription.deleted")]
    public async Task A_trial_without_a_card_pauses_or_ends(string behavior, string status, string type)
    {
        var subscription = await TrialWithoutCardAsync(behavior);
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(40);

        (await GetAsync(subscription)).Text("status").ShouldBe(status);
        var types = await Stripe.EventTypesAsync(skip);
        types[^1].ShouldBe(type);
        types.ShouldNotContain("invoice.created");
    }

    [Test]
    public async Task A_trial_without_a_card_that_is_invoiced_anyway_is_past_due()
    {
        var subscription = await TrialWithoutCardAsync("create_invoice");

        await Stripe.AdvanceAsync(15);

        var after = await GetAsync(subscription);
        after.Text("status").ShouldBe("past_due");
        (await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}")).Text("status").ShouldBe("open");
    }

    [Test]
    public async Task A_paused_subscription_goes_on_with_a_new_period_once_it_is_paid()
    {
        var subscription = await TrialWithoutCardAsync("pause");
        await Stripe.AdvanceAsync(20);
        var path = $"/v1/subscriptions/{subscription.Text("id")}";

        var unpaid = await Stripe.PostAsync(path + "/resume");
        await Stripe.AdvanceAsync(1);
        var card = await Stripe.PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", subscription.Text("customer")));
        await Stripe.PostAsync(path, ("default_payment_method", card.Text("id")));
        var skip = (await Stripe.EventsAsync()).Count;
        var resumed = await Stripe.PostAsync(path + "/resume");

        unpaid.Text("status").ShouldBe("paused");
        (await Stripe.GetAsync($"/v1/invoices/{unpaid.Text("latest_invoice")}")).Text("status").ShouldBe("void");
        resumed.Text("status").ShouldBe("active");
        resumed.Item().Number("current_period_start").ShouldBe(resumed.Number("billing_cycle_anchor"));
        (await Stripe.EventTypesAsync(skip)).ShouldContain("customer.subscription.resumed");
        (await Stripe.TryPostAsync(path + "/resume")).Status.ShouldBe(400);
        await Stripe.AdvanceAsync(32);
        (await Stripe.GetAsync("/v1/charges")).Data().Count().ShouldBe(2);
    }

    [Test]
    public async Task A_trial_that_is_ended_is_charged_at_once()
    {
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", "14"));
        await Stripe.AdvanceAsync(2);

        var changed = await Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("trial_end", "now"));

        changed.Text("status").ShouldBe("active");
        changed.Number("trial_end").ShouldBeLessThan(subscription.Number("trial_end"));
        (await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}")).Number("amount_paid").ShouldBe(2000);
    }

    [Test]
    public async Task Another_price_during_a_trial_costs_nothing_until_its_end()
    {
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", "14"));
        var price = await Stripe.CreatePriceAsync(5000);

        var changed = await Stripe.PostAsync(
            $"/v1/subscriptions/{subscription.Text("id")}",
            ("items[0][id]", subscription.Item().Text("id")), ("items[0][price]", price), ("proration_behavior", "always_invoice"));
        await Stripe.AdvanceAsync(15);

        (changed.Text("status"), changed.Number("trial_end")).ShouldBe(("trialing", subscription.Number("trial_end")));
        (await Stripe.GetAsync("/v1/charges")).Data().Single().Number("amount").ShouldBe(5000);
    }

    private Task<JsonObject> GetAsync(JsonObject subscription) => Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");

    private async Task<JsonObject> TrialWithoutCardAsync(string behavior)
    {
        var session = await Stripe.CreateSessionAsync(
            "subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync(),
            ("subscription_data[trial_period_days]", "14"), ("payment_method_collection", "if_required"), (MissingCard, behavior));
        session.Number("amount_total").ShouldBe(0);
        var done = await Stripe.PostJsonAsync($"checkout/{session.Text("id")}/pay", new { });
        done.Text("payment_status").ShouldBe("no_payment_required");
        return await Stripe.GetAsync($"/v1/subscriptions/{done.Text("subscription")}");
    }
}
