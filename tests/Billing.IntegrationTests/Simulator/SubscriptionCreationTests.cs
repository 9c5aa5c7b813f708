using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class SubscriptionCreationTests : SimulatorTest
{
    [Test]
    public async Task A_subscription_made_by_API_is_paid_with_the_customers_card_and_told_of_once()
    {
        var (customer, price) = (await CustomerAsync("pm_card_visa"), await Stripe.CreatePriceAsync());
        var skip = (await Stripe.EventsAsync()).Count;

        var subscription = await CreateAsync(customer, price, ("metadata[from]", "dashboard"));

        (subscription.Text("status"), subscription["metadata"]!.Text("from")).ShouldBe(("active", "dashboard"));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "invoice.created", "invoice.finalized", "payment_intent.created", "payment_intent.succeeded", "charge.succeeded", "invoice.paid",
            "invoice.payment_succeeded", "invoice_payment.paid", "customer.subscription.created",
        ]);
        await Stripe.AdvanceAsync(35);
        (await Stripe.GetAsync("/v1/charges")).Data().Count().ShouldBe(2);
    }

    [Test]
    public async Task One_that_is_not_paid_is_incomplete_and_given_up_after_a_day()
    {
        var (customer, price) = (await CustomerAsync("pm_card_chargeCustomerFail"), await Stripe.CreatePriceAsync());

        var subscription = await CreateAsync(customer, price);
        await Stripe.AdvanceAsync(1);

        subscription.Text("status").ShouldBe("incomplete");
        var after = await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");
        (after.Text("status"), after.Number("ended_at")).ShouldBe(("incomplete_expired", after.Number("created") + (23 * 60 * 60)));
        (await Stripe.GetAsync($"/v1/invoices/{subscription.Text("latest_invoice")}")).Text("status").ShouldBe("void");
    }

    [Test]
    public async Task One_that_is_paid_in_time_becomes_active()
    {
        var (customer, price) = (await CustomerAsync("pm_card_visa"), await Stripe.CreatePriceAsync());

        var subscription = await CreateAsync(
            customer, price, ("payment_behavior", "default_incomplete"), ("expand[0]", "latest_invoice.confirmation_secret"));
        subscription["latest_invoice"]!["confirmation_secret"]!.Text("client_secret").ShouldStartWith("pi_");
        await Stripe.PostAsync($"/v1/invoices/{subscription["latest_invoice"]!.Text("id")}/pay");

        subscription.Text("status").ShouldBe("incomplete");
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}")).Text("status").ShouldBe("active");
    }

    [Test]
    public async Task One_that_must_be_paid_is_refused_without_a_trace()
    {
        var (customer, price) = (await CustomerAsync("pm_card_chargeCustomerFail"), await Stripe.CreatePriceAsync());
        var skip = (await Stripe.EventsAsync()).Count;

        var answer = await Stripe.TryPostAsync(
            "/v1/subscriptions", ("customer", customer), ("items[0][price]", price), ("payment_behavior", "error_if_incomplete"));

        (answer.Status, answer.Error.Text("code")).ShouldBe((402, "card_declined"));
        (await Stripe.EventsAsync()).Count.ShouldBe(skip);
        (await Stripe.GetAsync("/v1/subscriptions", ("status", "all"))).Data().ShouldBeEmpty();
    }

    [Test]
    public async Task Without_a_card_only_a_trial_can_begin()
    {
        var (customer, price) = (await Stripe.CreateCustomerAsync(), await Stripe.CreatePriceAsync());

        var refused = await Stripe.TryPostAsync("/v1/subscriptions", ("customer", customer), ("items[0][price]", price));
        var trial = await CreateAsync(customer, price, ("trial_period_days", "15"));

        (refused.Status, refused.Error.Text("code")).ShouldBe((400, "resource_missing"));
        (trial.Text("status"), trial.Number("trial_end") - trial.Number("trial_start")).ShouldBe(("trialing", 15 * 24 * 60 * 60));
    }

    [Test]
    public async Task Items_are_changed_through_their_own_endpoints_too()
    {
        var (customer, price) = (await CustomerAsync("pm_card_visa"), await Stripe.CreatePriceAsync());
        var subscription = await CreateAsync(customer, price);
        var item = subscription.Item().Text("id");

        var changed = await Stripe.PostAsync($"/v1/subscription_items/{item}", ("quantity", "3"), ("proration_behavior", "always_invoice"));
        var added = await Stripe.PostAsync(
            "/v1/subscription_items", ("subscription", subscription.Text("id")), ("price", await Stripe.CreatePriceAsync(500)));
        var removed = await Stripe.SendAsync(HttpMethod.Delete, $"/v1/subscription_items/{added.Text("id")}");

        changed.Number("quantity").ShouldBe(3);
        removed.Body["deleted"]!.GetValue<bool>().ShouldBeTrue();
        (await Stripe.GetAsync("/v1/subscription_items", ("subscription", subscription.Text("id")))).Data().Single().Text("id").ShouldBe(item);
    }

    private Task<JsonObject> CreateAsync(string customer, string price, params (string, string)[] more) =>
        Stripe.PostAsync("/v1/subscriptions", [("customer", customer), ("items[0][price]", price), .. more]);

    private async Task<string> CustomerAsync(string card)
    {
        var customer = await Stripe.CreateCustomerAsync();
        var method = await Stripe.PostAsync($"/v1/payment_methods/{card}/attach", ("customer", customer));
        await Stripe.PostAsync($"/v1/customers/{customer}", ("invoice_settings[default_payment_method]", method.Text("id")));
        return customer;
    }
}
