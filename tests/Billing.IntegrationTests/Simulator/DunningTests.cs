using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class DunningTests : SimulatorTest
{
    private const string FailsOnRenewal = "4000000000000341";
    private const string AlwaysChallenged = "4000002760003184";
    private const long Hour = 60 * 60;
    private const long Day = 24 * Hour;

    [Test]
    public async Task A_renewal_that_fails_leaves_the_subscription_past_due_and_tells_so_in_order()
    {
        var subscription = await Stripe.SubscribeAsync(card: FailsOnRenewal);
        var end = subscription.Item().Number("current_period_end");
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceToAsync(end + Hour);

        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "invoice.upcoming", "invoice.created", "customer.subscription.updated", "invoice.finalized", "payment_intent.created",
            "payment_intent.payment_failed", "charge.failed", "invoice.updated", "invoice.payment_failed", "customer.updated",
            "customer.subscription.updated",
        ]);
        var after = await GetAsync(subscription);
        var invoice = await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}");
        after.Text("status").ShouldBe("past_due");
        (invoice.Text("status"), invoice.Number("attempt_count"), invoice.Number("next_payment_attempt")).ShouldBe(("open", 1, end + Hour + (3 * Day)));
        var payment = (await Stripe.GetAsync("/v1/invoice_payments", ("invoice", invoice.Text("id")))).Data().Single();
        (payment.Text("status"), payment.IsNull("amount_paid")).ShouldBe(("open", true));
        (await Stripe.GetAsync($"/v1/customers/{after.Text("customer")}"))["delinquent"]!.GetValue<bool>().ShouldBeTrue();
    }

    [TestCase("cancel", "canceled")]
    [TestCase("unpaid", "unpaid")]
    [TestCase("past_due", "past_due")]
    public async Task After_the_last_attempt_the_setting_says_what_becomes_of_the_subscription(string setting, string status)
    {
        await Stripe.PostJsonAsync("settings", new { retries_then = setting });
        var subscription = await Stripe.SubscribeAsync(card: FailsOnRenewal);
        var charged = subscription.Item().Number("current_period_end") + Hour;

        await Stripe.AdvanceToAsync(charged + (15 * Day) - 1);
        (await GetAsync(subscription)).Text("status").ShouldBe("past_due");
        await Stripe.AdvanceToAsync(charged + (15 * Day));

        var after = await GetAsync(subscription);
        var invoice = await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}");
        after.Text("status").ShouldBe(status);
        (invoice.Text("status"), invoice.Number("attempt_count"), invoice.IsNull("next_payment_attempt")).ShouldBe(("open", 4, true));
        (await Stripe.EventsAsync()).Where(e => e.Text("type") == "invoice.payment_failed").Select(e => e.Number("created") - charged)
            .ShouldBe([0, 3 * Day, 8 * Day, 15 * Day]);
        if (setting == "cancel")
        {
            after["cancellation_details"]!.Text("reason").ShouldBe("payment_failed");
            after.Number("ended_at").ShouldBe(charged + (15 * Day));
            (await Stripe.EventTypesAsync()).ShouldContain("customer.subscription.deleted");
        }
    }

    [Test]
    public async Task A_new_card_saves_the_subscription_at_the_next_attempt()
    {
        var subscription = await Stripe.SubscribeAsync(card: FailsOnRenewal);
        await Stripe.AdvanceToAsync(subscription.Item().Number("current_period_end") + Hour);
        var card = await Stripe.PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", subscription.Text("customer")));
        await Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("default_payment_method", card.Text("id")));
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(3);

        (await GetAsync(subscription)).Text("status").ShouldBe("active");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
            "customer.updated", "customer.subscription.updated",
        ]);
    }

    [Test]
    public async Task Paying_the_open_invoice_saves_the_subscription_at_once()
    {
        var subscription = await Stripe.SubscribeAsync(card: FailsOnRenewal);
        await Stripe.AdvanceToAsync(subscription.Item().Number("current_period_end") + Hour);
        var invoice = (await GetAsync(subscription)).Text("latest_invoice");

        var refused = await Stripe.TryPostAsync($"/v1/invoices/{invoice}/pay");
        var paid = await Stripe.PostAsync($"/v1/invoices/{invoice}/pay", ("payment_method", "pm_card_visa"));
        var again = await Stripe.TryPostAsync($"/v1/invoices/{invoice}/pay");

        (refused.Status, refused.Error.Text("code")).ShouldBe((402, "card_declined"));
        (paid.Text("status"), paid.Number("attempt_count")).ShouldBe(("paid", 1));
        (again.Status, again.Error.Text("code")).ShouldBe((400, "invoice_already_paid"));
        (await GetAsync(subscription)).Text("status").ShouldBe("active");
        await Stripe.AdvanceAsync(10);
        (await Stripe.GetAsync("/v1/charges")).Data().Count(charge => charge.Text("status") == "succeeded").ShouldBe(2);
    }

    [Test]
    public async Task A_renewal_that_asks_for_authentication_waits_for_the_customer()
    {
        var subscription = await Stripe.SubscribeAsync(card: AlwaysChallenged);
        var skip = (await Stripe.EventsAsync()).Count;
        await Stripe.AdvanceToAsync(subscription.Item().Number("current_period_end") + Hour);

        (await Stripe.EventTypesAsync(skip)).Skip(5).ShouldBe(
        [
            "payment_intent.requires_action", "invoice.updated", "invoice.payment_action_required", "invoice.payment_failed",
            "customer.updated", "customer.subscription.updated",
        ]);
        var after = await GetAsync(subscription);
        after.Text("status").ShouldBe("past_due");
        var payment = (await Stripe.GetAsync("/v1/invoice_payments", ("invoice", after.Text("latest_invoice")))).Data().Single();
        var intent = payment["payment"]!.Text("payment_intent");
        using var answer = await Stripe.Browser.PostAsync(
            new Uri(Stripe.BaseAddress, $"/c/3ds/{intent}"), new FormUrlEncodedContent([KeyValuePair.Create("outcome", "complete")]));
        (await GetAsync(subscription)).Text("status").ShouldBe("active");
        (await Stripe.GetAsync($"/v1/invoices/{after.Text("latest_invoice")}")).Text("status").ShouldBe("paid");
    }

    [Test]
    public async Task An_authenticated_card_is_charged_for_renewals_without_a_challenge()
    {
        var subscription = await Stripe.SubscribeAsync(card: "4000002500003155");

        await Stripe.AdvanceAsync(40);

        (await GetAsync(subscription)).Text("status").ShouldBe("active");
        (await Stripe.GetAsync("/v1/charges")).Data().Count(charge => charge.Text("status") == "succeeded").ShouldBe(2);
    }

    [Test]
    public async Task An_unpaid_subscription_makes_drafts_that_nobody_is_charged_for()
    {
        await Stripe.PostJsonAsync("settings", new { retries_then = "unpaid" });
        var subscription = await Stripe.SubscribeAsync(card: FailsOnRenewal);

        await Stripe.AdvanceAsync(80);

        var invoices = (await Stripe.GetAsync("/v1/invoices")).Data().ToList();
        invoices.Select(invoice => invoice.Text("status")).ShouldBe(["draft", "open", "paid"]);
        invoices[0]["auto_advance"]!.GetValue<bool>().ShouldBeFalse();
        (await GetAsync(subscription)).Text("status").ShouldBe("unpaid");
    }

    [TestCase("void", "void")]
    [TestCase("mark_uncollectible", "uncollectible")]
    [TestCase("keep_as_draft", "draft")]
    public async Task While_collection_is_paused_nobody_is_charged_and_it_resumes_by_itself(string behavior, string status)
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");
        var path = $"/v1/subscriptions/{subscription.Text("id")}";
        var paused = await Stripe.PostAsync(
            path, ("pause_collection[behavior]", behavior), ("pause_collection[resumes_at]", $"{end + (5 * Day)}"));

        await Stripe.AdvanceToAsync(end + (4 * Day));
        var meanwhile = await GetAsync(subscription);
        await Stripe.AdvanceToAsync(end + (6 * Day));
        var after = await GetAsync(subscription);
        await Stripe.AdvanceAsync(30);

        paused["pause_collection"]!.Text("behavior").ShouldBe(behavior);
        meanwhile.Text("status").ShouldBe("active");
        (await Stripe.GetAsync($"/v1/invoices/{meanwhile.Text("latest_invoice")}")).Text("status").ShouldBe(status);
        after.IsNull("pause_collection").ShouldBeTrue();
        (await Stripe.GetAsync("/v1/charges")).Data().Count().ShouldBe(2);
        (await Stripe.EventsAsync()).Count(e =>
            e.Text("type") == "customer.subscription.updated" && e.Number("created") == end + (5 * Day)).ShouldBe(1);
    }

    [Test]
    public async Task A_pause_is_taken_back_by_an_empty_value()
    {
        var subscription = await Stripe.SubscribeAsync();
        var path = $"/v1/subscriptions/{subscription.Text("id")}";
        await Stripe.PostAsync(path, ("pause_collection[behavior]", "void"));

        var resumed = await Stripe.PostAsync(path, ("pause_collection", ""));
        var withoutBehavior = await Stripe.TryPostAsync(path, ("pause_collection[resumes_at]", "9999999999"));

        resumed.IsNull("pause_collection").ShouldBeTrue();
        withoutBehavior.Status.ShouldBe(400);
    }

    private Task<JsonObject> GetAsync(JsonObject subscription) => Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");
}
