using System.Net;
using System.Text.Json.Nodes;
using Billing.StripeSimulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class CheckoutPageTests : SimulatorTest
{
    [Test]
    public async Task Paying_leads_to_the_success_url_with_the_sessions_id()
    {
        var session = await OpenAsync();

        var page = await Stripe.Browser.GetStringAsync(session.Text("url"));
        var paid = await SubmitAsync(session.Text("url"), "4242 4242 4242 4242");

        page.ShouldContain("Subscribe for $20.00");
        page.ShouldContain("No money moves");
        page.ShouldContain("https://app.example.com/plans");
        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        paid.Headers.Location!.ToString().ShouldBe($"https://app.example.com/done?id={session.Text("id")}");
    }

    [Test]
    public async Task A_decline_is_said_on_the_page()
    {
        var session = await OpenAsync();

        var declined = await SubmitAsync(session.Text("url"), "4000 0000 0000 9995");
        var page = await declined.Content.ReadAsStringAsync();

        declined.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        page.ShouldContain("role=\"alert\"");
        page.ShouldContain("insufficient funds");
    }

    [Test]
    public async Task A_challenge_comes_between_the_page_and_the_success_url()
    {
        var session = await OpenAsync();

        var challenge = (await SubmitAsync(session.Text("url"), "4000 0025 0000 3155")).Headers.Location!;
        var address = new Uri(Stripe.BaseAddress, challenge);
        var page = await Stripe.Browser.GetStringAsync(address);
        using var outcome = new FormUrlEncodedContent([KeyValuePair.Create("outcome", "complete")]);
        var done = await Stripe.Browser.PostAsync(address, outcome);

        page.ShouldContain("Confirm your payment");
        done.Headers.Location!.ToString().ShouldEndWith(session.Text("id"));
    }

    [Test]
    public async Task A_failed_challenge_leads_back_to_the_form_and_can_be_answered_only_once()
    {
        var session = await OpenAsync();
        var address = new Uri(Stripe.BaseAddress, (await SubmitAsync(session.Text("url"), "4000 0025 0000 3155")).Headers.Location!);
        using var outcome = new FormUrlEncodedContent([KeyValuePair.Create("outcome", "fail")]);

        var failed = await Stripe.Browser.PostAsync(address, outcome);
        var again = await Stripe.Browser.PostAsync(address, outcome);

        (failed.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired));
        (await failed.Content.ReadAsStringAsync()).ShouldContain("failed authentication");
        (await Stripe.EventTypesAsync()).Count(type => type == "payment_intent.payment_failed").ShouldBe(1);
        (await SubmitAsync(session.Text("url"), "4242 4242 4242 4242")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Test]
    public async Task A_session_that_is_over_says_so()
    {
        var paid = await OpenAsync();
        var expired = await OpenAsync();
        await Stripe.PayAsync("checkout", paid.Text("id"), "4242424242424242");
        await Stripe.PostAsync($"/v1/checkout/sessions/{expired.Text("id")}/expire");

        (await Stripe.Browser.GetStringAsync(paid.Text("url"))).ShouldContain("already paid");
        (await Stripe.Browser.GetStringAsync(expired.Text("url"))).ShouldContain("has expired");
        (await Stripe.Browser.GetAsync(new Uri(Stripe.BaseAddress, "/c/pay/cs_test_nothing"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_a_merchant_names_things_cannot_become_markup()
    {
        var product = await Stripe.PostAsync("/v1/products", ("name", "<script>alert(1)</script>"));
        var price = await Stripe.PostAsync(
            "/v1/prices", ("product", product.Text("id")), ("currency", "usd"), ("unit_amount", "100"), ("recurring[interval]", "year"));
        var session = await Stripe.CreateSessionAsync("subscription", price.Text("id"), await Stripe.CreateCustomerAsync());

        (await Stripe.Browser.GetStringAsync(session.Text("url"))).ShouldNotContain("<script>alert");
    }

    [Test]
    public async Task Amounts_have_the_decimals_of_their_currency()
    {
        var yen = await Stripe.CreateSessionAsync("payment", await Stripe.CreatePriceAsync(2000, "jpy", once: true), null);
        var dinar = await Stripe.CreateSessionAsync("payment", await Stripe.CreatePriceAsync(20500, "kwd", once: true), null);

        WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(yen.Text("url"))).ShouldContain("Pay ¥2,000");
        (await Stripe.Browser.GetStringAsync(dinar.Text("url"))).ShouldContain("Pay KWD 20.500");
    }

    [Test]
    public async Task A_port_in_use_is_one_clear_line()
    {
        var file = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.db");

        var refused = await Should.ThrowAsync<SimulatorPortInUseException>(
            () => SimulatorServer.StartAsync(["--port", $"{Stripe.BaseAddress.Port}", "--data", file]));

        refused.Message.ShouldContain($":{Stripe.BaseAddress.Port}");
        refused.Message.ShouldNotContain("\n");
        File.Delete(file);
    }

    private async Task<JsonObject> OpenAsync() => await Stripe.CreateSessionAsync(
        "subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync());

    private async Task<HttpResponseMessage> SubmitAsync(string url, string cardNumber)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("card_number", cardNumber), KeyValuePair.Create("name", "Ada Lovelace")]);
        return await Stripe.Browser.PostAsync(url, form);
    }
}
