using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class DiscountTests : SimulatorTest
{
    private const string Good = "4242424242424242";

    [Test]
    public async Task A_code_typed_on_the_page_takes_its_part_off_and_shows_on_the_invoice()
    {
        await CodeAsync("SPRING", ("percent_off", "25"), ("duration", "forever"));
        var session = await OpenAsync();

        var discounted = await EnterAsync(session, "spring");
        var paid = (await Stripe.PayAsync("checkout", session, Good)).Successful();

        (discounted.Number("amount_subtotal"), discounted.Number("amount_total")).ShouldBe((2000, 1500));
        discounted["total_details"]!.Number("amount_discount").ShouldBe(500);
        var invoice = await Stripe.GetAsync($"/v1/invoices/{paid.Text("invoice")}", ("expand[0]", "total_discount_amounts.discount.source.coupon"));
        (invoice.Number("subtotal"), invoice.Number("total"), invoice.Number("amount_paid")).ShouldBe((2000, 1500, 1500));
        var off = invoice["total_discount_amounts"]![0]!;
        (off.Number("amount"), off["discount"]!["source"]!["coupon"]!["percent_off"]!.GetValue<decimal>()).ShouldBe((500, 25m));
        invoice["lines"]!.Data().Single()["discount_amounts"]![0]!.Number("amount").ShouldBe(500);
        var subscription = await Stripe.GetAsync($"/v1/subscriptions/{paid.Text("subscription")}", ("expand[0]", "discounts.promotion_code"));
        subscription["discounts"]![0]!["promotion_code"]!.Text("code").ShouldBe("SPRING");
        (await Stripe.GetAsync("/v1/charges")).Data().Single().Number("amount").ShouldBe(1500);
        (await Stripe.EventTypesAsync()).ShouldContain("customer.discount.created");
    }

    [TestCase("forever", null, new long[] { 1500, 1500, 1500 })]
    [TestCase("once", null, new long[] { 1500, 2000, 2000 })]
    [TestCase("repeating", "2", new long[] { 1500, 1500, 2000 })]
    public async Task A_coupon_counts_as_long_as_it_says(string duration, string? months, long[] paid)
    {
        (string, string)[] terms = [("amount_off", "500"), ("currency", "usd"), ("duration", duration)];
        await CodeAsync("FIVE", months is null ? terms : [.. terms, ("duration_in_months", months)]);
        var session = await OpenAsync();
        await EnterAsync(session, "FIVE");
        (await Stripe.PayAsync("checkout", session, Good)).Successful();

        await Stripe.AdvanceAsync(65);

        var invoices = (await Stripe.GetAsync("/v1/invoices")).Data().Reverse().ToList();
        invoices.Select(invoice => invoice.Number("amount_paid")).ShouldBe(paid);
        (await Stripe.EventTypesAsync()).Contains("customer.discount.deleted").ShouldBe(duration != "forever");
    }

    [Test]
    public async Task A_free_first_period_needs_no_intent_and_the_next_one_is_paid()
    {
        await CodeAsync("FREE", ("percent_off", "100"), ("duration", "once"));
        var session = await OpenAsync();
        await EnterAsync(session, "FREE");

        var done = (await Stripe.PayAsync("checkout", session, Good)).Successful();

        done.Text("payment_status").ShouldBe("no_payment_required");
        var invoice = await Stripe.GetAsync($"/v1/invoices/{done.Text("invoice")}");
        (invoice.Text("status"), invoice.Number("amount_due"), invoice.Number("total")).ShouldBe(("paid", 0, 0));
        (await Stripe.GetAsync("/v1/payment_intents")).Data().ShouldBeEmpty();
        await Stripe.AdvanceAsync(35);
        (await Stripe.GetAsync("/v1/charges")).Data().Single().Number("amount").ShouldBe(2000);
    }

    [Test]
    public async Task A_code_after_a_decline_changes_what_the_next_attempt_pays()
    {
        await CodeAsync("SPRING", ("percent_off", "50"), ("duration", "once"));
        var session = await OpenAsync();
        await Stripe.PayAsync("checkout", session, "4000000000000002");

        await EnterAsync(session, "SPRING");
        (await Stripe.PayAsync("checkout", session, Good)).Successful();

        var charges = (await Stripe.GetAsync("/v1/charges")).Data().ToList();
        charges.Select(charge => (charge.Number("amount"), charge.Text("status"))).ShouldBe([(1000L, "succeeded"), (2000L, "failed")]);
    }

    [Test]
    public async Task The_page_has_a_field_for_the_code_and_says_when_there_is_no_such_code()
    {
        var session = await OpenAsync();
        var page = new Uri(Stripe.BaseAddress, $"/c/pay/{session}");

        (await Stripe.Browser.GetStringAsync(page)).ShouldContain("Promotion code");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("code", "NONE")]);
        using var answer = await Stripe.Browser.PostAsync(new Uri(page + "/promotion_code"), form);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("This code is invalid.");
    }

    [Test]
    public async Task Codes_that_may_not_be_used_are_refused()
    {
        await CodeAsync("EURO", ("amount_off", "500"), ("currency", "eur"), ("duration", "once"));
        var session = await OpenAsync();
        var closed = (await Stripe.CreateSessionAsync("subscription", await Stripe.CreatePriceAsync(), null)).Text("id");

        foreach (var (id, code) in ((string, string)[])[(session, "EURO"), (session, "NONE"), (closed, "EURO")])
        {
            using var http = new HttpClient { BaseAddress = Stripe.BaseAddress };
            using var content = new StringContent($$"""{"code":"{{code}}"}""", null, "application/json");
            ((int)(await http.PostAsync($"/_simulator/checkout/{id}/promotion_code", content)).StatusCode).ShouldBe(400, code);
        }
    }

    [Test]
    public async Task An_upgrade_is_prorated_with_the_discount()
    {
        await CodeAsync("HALF", ("percent_off", "50"), ("duration", "forever"));
        var session = await OpenAsync();
        await EnterAsync(session, "HALF");
        var paid = (await Stripe.PayAsync("checkout", session, Good)).Successful();
        var subscription = await Stripe.GetAsync($"/v1/subscriptions/{paid.Text("subscription")}");
        var (start, end) = (subscription.Item().Number("current_period_start"), subscription.Item().Number("current_period_end"));
        await Stripe.AdvanceToAsync(start + ((end - start) / 2));

        var changed = await Stripe.PostAsync(
            $"/v1/subscriptions/{subscription.Text("id")}", ("items[0][id]", subscription.Item().Text("id")),
            ("items[0][price]", await Stripe.CreatePriceAsync(6000)), ("proration_behavior", "always_invoice"));

        var invoice = await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}");
        invoice["lines"]!.Data().Select(line => line.Number("amount")).ShouldBe([-500L, 1500]);
        invoice.Number("amount_paid").ShouldBe(1000);
    }

    [Test]
    public async Task Discounts_of_a_subscription_are_changed_by_API()
    {
        var coupon = await Stripe.PostAsync("/v1/coupons", ("percent_off", "10"), ("duration", "forever"), ("name", "Loyal"));
        var subscription = await Stripe.SubscribeAsync();
        var path = $"/v1/subscriptions/{subscription.Text("id")}";

        var given = await Stripe.PostAsync(path, ("discounts[0][coupon]", coupon.Text("id")));
        var kept = await Stripe.PostAsync(path, ("discounts[0][discount]", given["discounts"]![0]!.GetValue<string>()));
        var preview = await Stripe.PostAsync("/v1/invoices/create_preview", ("subscription", subscription.Text("id")));
        var cleared = await Stripe.PostAsync(path, ("discounts", ""));

        kept["discounts"]!.AsArray().Count.ShouldBe(1);
        preview.Number("amount_due").ShouldBe(1800);
        cleared["discounts"]!.AsArray().ShouldBeEmpty();
        (await Stripe.GetAsync($"/v1/coupons/{coupon.Text("id")}")).Number("times_redeemed").ShouldBe(1);
    }

    [Test]
    public async Task Coupons_and_codes_that_make_no_sense_are_refused()
    {
        var both = await Stripe.TryPostAsync("/v1/coupons", ("percent_off", "10"), ("amount_off", "10"), ("currency", "usd"));
        var tooMuch = await Stripe.TryPostAsync("/v1/coupons", ("percent_off", "101"));
        var noMonths = await Stripe.TryPostAsync("/v1/coupons", ("percent_off", "10"), ("duration", "repeating"));
        await CodeAsync("TWICE", ("percent_off", "10"));
        var twice = await Stripe.TryPostAsync(
            "/v1/promotion_codes", ("promotion[type]", "coupon"), ("promotion[coupon]", "TWICE"), ("code", "twice"));

        new[] { both, tooMuch, noMonths, twice }.ShouldAllBe(answer => answer.Status == 400);
    }

    private async Task CodeAsync(string code, params (string Name, string Value)[] terms)
    {
        await Stripe.PostAsync("/v1/coupons", [("id", code), .. terms]);
        await Stripe.PostAsync("/v1/promotion_codes", ("promotion[type]", "coupon"), ("promotion[coupon]", code), ("code", code));
    }

    private async Task<string> OpenAsync() => (await Stripe.CreateSessionAsync(
        "subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync(), ("allow_promotion_codes", "true"))).Text("id");

    private Task<JsonObject> EnterAsync(string session, string code) => Stripe.PostJsonAsync($"checkout/{session}/promotion_code", new { code });
}
