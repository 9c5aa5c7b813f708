using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class DashboardTests : SimulatorTest
{
    [Test]
    public async Task Each_list_shows_what_there_is_and_leads_to_its_page()
    {
        var done = await SubscribeAsync();

        (await PageAsync("/dashboard/customers")).ShouldContain($"/dashboard/objects/{done.Text("customer")}");
        (await PageAsync("/dashboard/subscriptions")).ShouldContain("$20.00 per month");
        (await PageAsync("/dashboard/payments")).ShouldContain("Succeeded");
        (await PageAsync("/dashboard/invoices")).ShouldContain("Paid");
        (await PageAsync("/dashboard/disputes")).ShouldContain("Nobody has disputed a payment.");
        (await Stripe.Browser.GetAsync(new Uri(Stripe.BaseAddress, "/dashboard/nothing"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task An_object_is_shown_with_its_json_in_which_other_objects_are_links()
    {
        var done = await SubscribeAsync();

        var page = await PageAsync($"/dashboard/objects/{done.Text("subscription")}");

        page.ShouldContain($"\"customer\": \"<a href=\"/dashboard/objects/{done.Text("customer")}\">");
        page.ShouldContain("customer.subscription.created");
        page.ShouldContain("No money moves");
    }

    [Test]
    public async Task A_refund_made_there_is_told_by_event_only()
    {
        var intent = await PayAsync("4242424242424242");
        var skip = (await Stripe.EventsAsync()).Count;

        (await ActAsync(intent, "refund", ("amount", "7.50"), ("reason", "duplicate"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var refund = (await Stripe.GetAsync("/v1/refunds")).Data().Single();
        ((long)refund["amount"]!, refund.Text("reason")).ShouldBe((750, "duplicate"));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(["refund.created", "charge.refunded"]);
        (await PageAsync("/dashboard/payments")).ShouldContain("Partially refunded");
    }

    [Test]
    public async Task What_cannot_be_done_is_said_there()
    {
        var intent = await PayAsync("4242424242424242");

        var tooMuch = await ActAsync(intent, "refund", ("amount", "20.01"), ("reason", "duplicate"));
        var nonsense = await ActAsync(intent, "refund", ("amount", "20.001"), ("reason", "duplicate"));

        (await tooMuch.Content.ReadAsStringAsync()).ShouldContain("greater than unrefunded amount");
        (await nonsense.Content.ReadAsStringAsync()).ShouldContain("no amount in USD");
        (await Stripe.GetAsync("/v1/refunds")).Data().ShouldBeEmpty();
    }

    [Test]
    public async Task A_dispute_is_made_answered_and_won_there()
    {
        var intent = await PayAsync("4242424242424242");

        await ActAsync(intent, "dispute", ("reason", "product_not_received"));
        var dispute = (await Stripe.GetAsync("/v1/disputes")).Data().Single().Text("id");
        await ActAsync(dispute, "respond");
        await ActAsync(dispute, "win");

        (await Stripe.GetAsync($"/v1/disputes/{dispute}")).Text("status").ShouldBe("won");
        (await ActAsync(dispute, "lose")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_subscription_is_canceled_there_as_by_api()
    {
        var subscription = (await SubscribeAsync()).Text("subscription");

        await ActAsync(subscription, "end");
        var ending = await Stripe.GetAsync($"/v1/subscriptions/{subscription}");
        await ActAsync(subscription, "keep");
        await ActAsync(subscription, "cancel");

        ((bool)ending["cancel_at_period_end"]!).ShouldBeTrue();
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("status").ShouldBe("canceled");
        (await Stripe.EventTypesAsync()).TakeLast(3).ShouldBe(
            ["customer.subscription.updated", "customer.subscription.updated", "customer.subscription.deleted"]);
    }

    [Test]
    public async Task A_card_expires_and_the_issuer_sends_a_new_date()
    {
        var subscription = await Stripe.GetAsync($"/v1/subscriptions/{(await SubscribeAsync()).Text("subscription")}");
        var card = subscription.Text("default_payment_method");

        await ActAsync(card, "expire");
        var old = await Stripe.GetAsync($"/v1/payment_methods/{card}");
        await ActAsync(card, "renew");
        var renewed = await Stripe.GetAsync($"/v1/payment_methods/{card}");

        ((long)old["card"]!["exp_year"]!).ShouldBe(DateTimeOffset.UtcNow.Year);
        ((long)renewed["card"]!["exp_year"]!).ShouldBe(DateTimeOffset.UtcNow.Year + 4);
        (await Stripe.EventTypesAsync()).TakeLast(2).ShouldBe(["payment_method.updated", "payment_method.automatically_updated"]);
    }

    [Test]
    public async Task An_expired_card_is_declined()
    {
        var customer = await Stripe.CreateCustomerAsync();
        var card = (await Stripe.PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", customer))).Text("id");
        await ActAsync(card, "expire");
        Stripe.Clock.Advance(TimeSpan.FromDays(32));

        var declined = await Stripe.TryPostAsync(
            "/v1/payment_intents", ("amount", "900"), ("currency", "usd"), ("customer", customer), ("payment_method", card), ("confirm", "true"));

        (declined.Status, declined.Error.Text("code"), declined.Error.Text("decline_code")).ShouldBe((402, "expired_card", "expired_card"));
    }

    [Test]
    public async Task A_paid_charge_has_a_receipt_that_tells_what_came_back()
    {
        var intent = await PayAsync("4242424242424242");
        await Stripe.PostAsync("/v1/refunds", ("payment_intent", intent), ("amount", "500"));

        var charge = await Stripe.GetAsync($"/v1/payment_intents/{intent}", ("expand[]", "latest_charge"));
        var receipt = WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(charge["latest_charge"]!.Text("receipt_url")));

        receipt.ShouldContain("$20.00");
        receipt.ShouldContain("-$5.00");
        receipt.ShouldContain("Visa •••• 4242");
    }

    [Test]
    public async Task Another_site_can_do_nothing_there()
    {
        var intent = await PayAsync("4242424242424242");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Stripe.BaseAddress, $"/dashboard/objects/{intent}/refund"));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("amount", "1")]);

        (await Stripe.Browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<JsonObject> SubscribeAsync()
    {
        var session = await Stripe.CreateSessionAsync(
            "subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync());
        return (await Stripe.PayAsync("checkout", session.Text("id"), "4242424242424242")).Successful();
    }

    private async Task<string> PayAsync(string card)
    {
        var session = await Stripe.CreateSessionAsync(
            "payment", await Stripe.CreatePriceAsync(once: true), await Stripe.CreateCustomerAsync());
        return (await Stripe.PayAsync("checkout", session.Text("id"), card)).Successful().Text("payment_intent");
    }

    private async Task<string> PageAsync(string path) =>
        WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(new Uri(Stripe.BaseAddress, path)));

    private async Task<HttpResponseMessage> ActAsync(string id, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Stripe.Browser.PostAsync(new Uri(Stripe.BaseAddress, $"/dashboard/objects/{id}/{action}"), form);
    }
}
