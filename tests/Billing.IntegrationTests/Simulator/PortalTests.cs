using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class PortalTests : SimulatorTest
{
    private const string Home = "https://app.example.com/account";

    [Test]
    public async Task A_session_has_Stripes_shape_and_leads_to_a_page_with_the_way_back()
    {
        var (customer, _) = await SubscribeAsync();

        var session = await OpenAsync(customer);
        var page = await PageAsync(session);

        (session.Text("object"), session.Text("customer"), session.Text("return_url")).ShouldBe(("billing_portal.session", customer, Home));
        session.Text("id").ShouldStartWith("bps_");
        session.Text("configuration").ShouldStartWith("bpc_");
        (session.IsNull("flow"), session.IsNull("locale"), session.IsNull("on_behalf_of"), session.IsNull("customer_account"))
            .ShouldBe((true, true, true, true));
        page.ShouldContain("No money moves");
        page.ShouldContain($"href=\"{Home}\"");
        page.ShouldContain("$20.00");
        page.ShouldContain("Visa •••• 4242");
        page.ShouldContain("/pdf");
    }

    [Test]
    public async Task Cancelling_there_sets_cancel_at_alone_as_flexible_billing_does_and_can_be_taken_back()
    {
        var (customer, subscription) = await SubscribeAsync();
        var session = await OpenAsync(customer);
        var skip = (await Stripe.EventsAsync()).Count;

        (await SubmitAsync(session, $"subscriptions/{subscription}/cancel", ("feedback", "too_expensive"), ("comment", "Too much for me.")))
            .StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var ending = await Stripe.GetAsync($"/v1/subscriptions/{subscription}");
        var page = await PageAsync(session);
        await SubmitAsync(session, $"subscriptions/{subscription}/keep");
        var kept = await Stripe.GetAsync($"/v1/subscriptions/{subscription}");

        ((long)ending["cancel_at"]!).ShouldBe((long)ending["items"]!.Data().Single()["current_period_end"]!);
        ((bool)ending["cancel_at_period_end"]!).ShouldBeFalse();
        ending["cancellation_details"]!.ToJsonString().ShouldBe(
            """{"comment":"Too much for me.","feedback":"too_expensive","reason":"cancellation_requested"}""");
        page.ShouldContain("Keep it");
        (kept.IsNull("cancel_at"), kept.IsNull("canceled_at"), kept.Text("status")).ShouldBe((true, true, "active"));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(["customer.subscription.updated", "customer.subscription.updated"]);
    }

    [Test]
    public async Task A_new_card_becomes_the_customers_default_but_not_that_of_a_subscription_that_has_its_own()
    {
        var (customer, subscription) = await SubscribeAsync();
        var before = (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("default_payment_method");
        var session = await OpenAsync(customer, ("flow_data[type]", "payment_method_update"));
        var skip = (await Stripe.EventsAsync()).Count;

        var page = await PageAsync(session);
        var saved = await SubmitAsync(session, "card", ("card_number", "5555 5555 5555 4444"), ("card_expiry", "09 / 39"), ("name", "Ada"));

        page.ShouldContain("Add a payment method");
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var added = (await Stripe.GetAsync($"/v1/customers/{customer}"))["invoice_settings"]!.Text("default_payment_method");
        var method = await Stripe.GetAsync($"/v1/payment_methods/{added}");
        (method["card"]!.Text("last4"), (long)method["card"]!["exp_month"]!, (long)method["card"]!["exp_year"]!).ShouldBe(("4444", 9, 2039));
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("default_payment_method").ShouldBe(before);
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["setup_intent.created", "payment_method.attached", "setup_intent.succeeded", "customer.updated"]);
    }

    [Test]
    public async Task A_card_that_is_added_for_a_subscription_is_what_that_is_charged_to()
    {
        var (customer, subscription) = await SubscribeAsync();
        var session = await OpenAsync(customer);

        await SubmitAsync(session, "card", ("card_number", "5555 5555 5555 4444"), ("name", "Ada"), ("subscription", subscription));

        var method = await Stripe.GetAsync($"/v1/subscriptions/{subscription}", ("expand[]", "default_payment_method"));
        method["default_payment_method"]!["card"]!.Text("last4").ShouldBe("4444");
    }

    [Test]
    public async Task A_declined_card_is_said_on_the_page_and_changes_nothing()
    {
        var (customer, _) = await SubscribeAsync();
        var session = await OpenAsync(customer);
        var skip = (await Stripe.EventsAsync()).Count;

        var declined = await SubmitAsync(session, "card", ("card_number", "4000 0000 0000 0002"), ("name", "Ada"));

        declined.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await declined.Content.ReadAsStringAsync()).ShouldContain("role=\"alert\"");
        (await Stripe.EventTypesAsync(skip)).ShouldBeEmpty();
    }

    [TestCase("complete", "setup_intent.succeeded")]
    [TestCase("fail", "setup_intent.setup_failed")]
    public async Task A_challenge_comes_before_a_card_is_saved(string answer, string told)
    {
        var (customer, subscription) = await SubscribeAsync();
        var session = await OpenAsync(customer);
        var before = (await Stripe.GetAsync("/v1/payment_methods", ("customer", customer))).Data().Count();

        var challenge = (await SubmitAsync(
            session, "card", ("card_number", "4000 0025 0000 3155"), ("name", "Ada"), ("subscription", subscription))).Headers.Location!;
        var address = new Uri(Stripe.BaseAddress, challenge);
        var page = await Stripe.Browser.GetStringAsync(address);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("outcome", answer)]);
        var answered = await Stripe.Browser.PostAsync(address, form);

        page.ShouldContain("Confirm your card");
        answered.StatusCode.ShouldBe(answer == "complete" ? HttpStatusCode.SeeOther : HttpStatusCode.PaymentRequired);
        (await Stripe.EventTypesAsync()).ShouldContain(told);
        var cards = (await Stripe.GetAsync("/v1/payment_methods", ("customer", customer))).Data().ToList();
        cards.Count.ShouldBe(answer == "complete" ? before + 1 : before);
        var charged = await Stripe.GetAsync($"/v1/subscriptions/{subscription}", ("expand[]", "default_payment_method"));
        charged["default_payment_method"]!["card"]!.Text("last4").ShouldBe(answer == "complete" ? "3155" : "4242");
        (await Stripe.Browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task After_the_one_thing_a_session_was_for_it_leads_where_it_was_told_to()
    {
        var (customer, subscription) = await SubscribeAsync();
        var session = await OpenAsync(
            customer,
            ("flow_data[type]", "subscription_cancel"), ("flow_data[subscription_cancel][subscription]", subscription),
            ("flow_data[after_completion][type]", "redirect"),
            ("flow_data[after_completion][redirect][return_url]", "https://app.example.com/gone"));

        var page = await PageAsync(session);
        var done = await SubmitAsync(session, $"subscriptions/{subscription}/cancel");

        page.ShouldContain("Cancel Pro");
        done.Headers.Location!.ToString().ShouldBe("https://app.example.com/gone");
        session["flow"]!["subscription_cancel"]!.Text("subscription").ShouldBe(subscription);
    }

    [Test]
    public async Task What_the_configuration_does_not_allow_is_not_there()
    {
        var (customer, subscription) = await SubscribeAsync();
        var configuration = await Stripe.PostAsync("/v1/billing_portal/configurations", ("features[invoice_history][enabled]", "true"));
        var session = await OpenAsync(customer, ("configuration", configuration.Text("id")));

        (await PageAsync(session)).ShouldNotContain("/cancel");
        (await SubmitAsync(session, $"subscriptions/{subscription}/cancel")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Stripe.TryPostAsync(
            "/v1/billing_portal/sessions", ("customer", customer), ("configuration", configuration.Text("id")),
            ("flow_data[type]", "payment_method_update"))).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_session_is_over_five_minutes_after_it_was_made_and_an_hour_after_it_was_used()
    {
        var (customer, _) = await SubscribeAsync();
        var (unused, used) = (await OpenAsync(customer), await OpenAsync(customer));
        await PageAsync(used);

        Stripe.Clock.Advance(TimeSpan.FromMinutes(6));

        (await Stripe.Browser.GetAsync(unused.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Stripe.Browser.GetAsync(used.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Stripe.Clock.Advance(TimeSpan.FromMinutes(61));
        (await Stripe.Browser.GetAsync(used.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_session_opens_nothing_of_another_customer()
    {
        var (_, others) = await SubscribeAsync();
        var session = await OpenAsync(await Stripe.CreateCustomerAsync("eve@example.com"));

        (await SubmitAsync(session, $"subscriptions/{others}/cancel")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Stripe.GetAsync($"/v1/subscriptions/{others}")).IsNull("cancel_at").ShouldBeTrue();
    }

    [Test]
    public async Task A_customer_is_needed_and_a_return_url_has_to_be_one()
    {
        var customer = await Stripe.CreateCustomerAsync();

        (await Stripe.TryPostAsync("/v1/billing_portal/sessions", ("return_url", Home))).Error.Text("param").ShouldBe("customer");
        (await Stripe.TryPostAsync("/v1/billing_portal/sessions", ("customer", customer), ("return_url", "javascript:alert(1)")))
            .Error.Text("code").ShouldBe("url_invalid");
    }

    private async Task<(string Customer, string Subscription)> SubscribeAsync()
    {
        var customer = await Stripe.CreateCustomerAsync();
        var session = await Stripe.CreateSessionAsync("subscription", await Stripe.CreatePriceAsync(), customer);
        return (customer, (await Stripe.PayAsync("checkout", session.Text("id"), "4242424242424242")).Successful().Text("subscription"));
    }

    private Task<JsonObject> OpenAsync(string customer, params (string, string)[] more) =>
        Stripe.PostAsync("/v1/billing_portal/sessions", [("customer", customer), ("return_url", Home), .. more]);

    private async Task<string> PageAsync(JsonObject session) =>
        WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(session.Text("url")));

    private async Task<HttpResponseMessage> SubmitAsync(JsonObject session, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Stripe.Browser.PostAsync($"{session.Text("url")}/{path}", form);
    }
}
