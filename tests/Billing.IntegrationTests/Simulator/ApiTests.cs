using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class ApiTests : SimulatorTest
{
    [Test]
    public async Task An_unknown_id_is_404_with_Stripes_error()
    {
        var answer = await Stripe.SendAsync(HttpMethod.Get, "/v1/customers/cus_nobody");

        answer.Status.ShouldBe(404);
        answer.Error.Text("type").ShouldBe("invalid_request_error");
        answer.Error.Text("code").ShouldBe("resource_missing");
        answer.Error.Text("param").ShouldBe("id");
        answer.Error.Text("message").ShouldBe("No such customer: 'cus_nobody'");
        answer.Error.Text("doc_url").ShouldBe("https://stripe.com/docs/error-codes/resource-missing");
    }

    [TestCase("/v1/payment_intents", "currency=usd", "parameter_missing", "amount")]
    [TestCase("/v1/payment_intents", "amount=ten&currency=usd", "parameter_invalid_integer", "amount")]
    [TestCase("/v1/payment_intents", "amount=0&currency=usd", "parameter_invalid_integer", "amount")]
    [TestCase("/v1/payment_intents", "amount=100&currency=usd&colour=red", "parameter_unknown", "colour")]
    [TestCase("/v1/payment_intents", "amount=100&currency=usd&customer=cus_x", "resource_missing", "customer")]
    [TestCase("/v1/checkout/sessions", "mode=payment&success_url=https://a.example&line_items[0][price]=price_x", "resource_missing", "line_items[0][price]")]
    [TestCase("/v1/checkout/sessions", "mode=payment&success_url=https://a.example&line_items[0][colour]=red", "parameter_unknown", "line_items[0][colour]")]
    [TestCase("/v1/products", "name=", "parameter_invalid_empty", "name")]
    public async Task A_wrong_parameter_is_named(string path, string form, string code, string parameter)
    {
        var answer = await Stripe.TryPostAsync(path, [.. form.Split('&').Select(p => (p.Split('=')[0], p.Split('=')[1]))]);

        answer.Status.ShouldBe(400);
        answer.Error.Text("code").ShouldBe(code);
        answer.Error.Text("param").ShouldBe(parameter);
    }

    [TestCase(null)]
    [TestCase("Bearer nonsense")]
    [TestCase("Bearer sk_live_123")]
    public async Task Only_test_keys_open_the_account(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Stripe.BaseAddress, "/v1/customers"));
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);

        var answer = await Answer.ReadAsync(await Stripe.Browser.SendAsync(request));

        answer.Status.ShouldBe(401);
        answer.Error.Text("type").ShouldBe("invalid_request_error");
    }

    [Test]
    public async Task Answers_carry_Stripes_headers()
    {
        var answer = await Stripe.SendAsync(HttpMethod.Post, "/v1/customers", "k1");

        answer.Header("Request-Id")!.ShouldStartWith("req_");
        answer.Header("Stripe-Version").ShouldBe("2026-07-29.dahlia");
        answer.Header("Idempotency-Key").ShouldBe("k1");
        answer.Header("Stripe-Should-Retry").ShouldBe("false");
    }

    [Test]
    public async Task The_date_header_and_created_follow_the_simulators_clock()
    {
        Stripe.Clock.Advance(TimeSpan.FromDays(40));

        var answer = await Stripe.SendAsync(HttpMethod.Post, "/v1/customers");

        var date = DateTimeOffset.Parse(answer.Header("Date")!, CultureInfo.InvariantCulture);
        date.ShouldBe(DateTimeOffset.UtcNow.AddDays(40), TimeSpan.FromMinutes(1));
        DateTimeOffset.FromUnixTimeSeconds((long)answer.Body["created"]!).ShouldBe(date, TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task The_clock_keeps_its_offset_over_a_restart()
    {
        Stripe.Clock.Advance(TimeSpan.FromDays(40));
        var before = Stripe.Clock.UtcNow;

        await Stripe.RestartAsync();

        Stripe.Clock.UtcNow.ShouldBeGreaterThanOrEqualTo(before);
    }

    [Test]
    public async Task Pages_follow_the_cursor_from_the_newest_to_the_oldest()
    {
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await Stripe.CreateCustomerAsync($"{i}@example.com"));
        }

        var first = await Stripe.GetAsync("/v1/customers", ("limit", "2"));
        var second = await Stripe.GetAsync("/v1/customers", ("limit", "2"), ("starting_after", made[3]));
        var last = await Stripe.GetAsync("/v1/customers", ("limit", "2"), ("starting_after", made[1]));
        var back = await Stripe.GetAsync("/v1/customers", ("limit", "2"), ("ending_before", made[1]));

        Ids(first).ShouldBe([made[4], made[3]]);
        Ids(second).ShouldBe([made[2], made[1]]);
        Ids(last).ShouldBe([made[0]]);
        Ids(back).ShouldBe([made[3], made[2]]);
        new[] { first, second, last, back }.Select(page => (bool)page["has_more"]!).ShouldBe([true, true, false, true]);
        first.Text("url").ShouldBe("/v1/customers");
    }

    [Test]
    public async Task Expand_replaces_ids_by_objects_at_every_depth()
    {
        var (customer, session) = await SubscribeAsync();

        var one = await Stripe.GetAsync(
            $"/v1/checkout/sessions/{session}",
            ("expand[0]", "subscription.latest_invoice.payments"), ("expand[1]", "customer"), ("expand[]", "line_items"));
        var list = await Stripe.GetAsync(
            "/v1/subscriptions", ("customer", customer), ("expand[]", "data.customer"), ("expand[]", "data.items.data.price.product"));

        one["customer"]!.Text("email").ShouldBe("ada@example.com");
        one["line_items"]!.Data().Single().Text("description").ShouldBe("Pro");
        one["subscription"]!["latest_invoice"]!["payments"]!.Data().Single().Text("status").ShouldBe("paid");
        var subscription = list.Data().Single();
        subscription["customer"]!.Text("id").ShouldBe(customer);
        subscription["items"]!.Data().Single()["price"]!["product"]!.Text("name").ShouldBe("Pro");
    }

    [Test]
    public async Task What_cannot_be_expanded_is_refused()
    {
        await SubscribeAsync();

        // A charge's payment method is an id and nothing else.
        var answer = await Stripe.SendAsync(HttpMethod.Get, "/v1/charges", null, ("expand[]", "data.payment_method"));

        answer.Status.ShouldBe(400);
        answer.Error.Text("message").ShouldContain("cannot be expanded");
    }

    [Test]
    public async Task Metadata_is_merged_and_an_empty_value_removes_its_key()
    {
        var customer = await Stripe.CreateCustomerAsync();

        var changed = await Stripe.PostAsync($"/v1/customers/{customer}", ("metadata[plan]", "pro"), ("metadata[user_id]", ""));
        var wiped = await Stripe.PostAsync($"/v1/customers/{customer}", ("metadata", ""));

        changed["metadata"]!.ToJsonString().ShouldBe("""{"plan":"pro"}""");
        wiped["metadata"]!.ToJsonString().ShouldBe("{}");
    }

    [Test]
    public async Task A_lookup_key_finds_its_price_and_moves_only_when_asked()
    {
        var first = await Stripe.CreatePriceAsync();
        var second = await Stripe.CreatePriceAsync();
        await Stripe.PostAsync($"/v1/prices/{first}", ("lookup_key", "pro_month"));

        var refused = await Stripe.TryPostAsync($"/v1/prices/{second}", ("lookup_key", "pro_month"));
        await Stripe.PostAsync($"/v1/prices/{second}", ("lookup_key", "pro_month"), ("transfer_lookup_key", "true"));

        refused.Status.ShouldBe(400);
        Ids(await Stripe.GetAsync("/v1/prices", ("lookup_keys[]", "pro_month"))).ShouldBe([second]);
    }

    [Test]
    public async Task A_deleted_customer_is_a_stub_and_in_no_list()
    {
        var customer = await Stripe.CreateCustomerAsync();

        await Stripe.SendAsync(HttpMethod.Delete, $"/v1/customers/{customer}");

        (await Stripe.GetAsync($"/v1/customers/{customer}"))["deleted"]!.GetValue<bool>().ShouldBeTrue();
        (await Stripe.GetAsync("/v1/customers", ("email", "ada@example.com"))).Data().ShouldBeEmpty();
    }

    [Test]
    public async Task Every_request_is_in_the_log()
    {
        await Stripe.SendAsync(HttpMethod.Post, "/v1/customers", "k1");
        await Stripe.SendAsync(HttpMethod.Post, "/v1/customers", "k1");

        var log = await Stripe.ControlAsync(HttpMethod.Get, "requests");

        ((long)log["total"]!).ShouldBe(2);
        log.Data().Select(request => (request.Text("method"), request.Text("path"), request.Text("idempotency_key"), (bool)request["replayed"]!))
            .ShouldBe([("POST", "/v1/customers", "k1", false), ("POST", "/v1/customers", "k1", true)]);
    }

    private async Task<(string Customer, string Session)> SubscribeAsync()
    {
        var customer = await Stripe.CreateCustomerAsync();
        var session = (await Stripe.CreateSessionAsync("subscription", await Stripe.CreatePriceAsync(), customer)).Text("id");
        (await Stripe.PayAsync("checkout", session, "4242424242424242")).Successful();
        return (customer, session);
    }

    private static IEnumerable<string> Ids(JsonObject list) => list.Data().Select(item => item.Text("id"));

    [Test]
    public async Task A_customers_card_can_be_changed_but_not_before_it_is_theirs()
    {
        var customer = await Stripe.CreateCustomerAsync();
        var card = (await Stripe.PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", customer))).Text("id");

        var changed = await Stripe.PostAsync($"/v1/payment_methods/{card}", ("card[exp_month]", "3"), ("billing_details[name]", "Ada"));
        var wrong = await Stripe.TryPostAsync($"/v1/payment_methods/{card}", ("card[exp_month]", "13"));
        await Stripe.PostAsync($"/v1/payment_methods/{card}/detach");
        var detached = await Stripe.TryPostAsync($"/v1/payment_methods/{card}", ("card[exp_month]", "4"));

        ((long)changed["card"]!["exp_month"]!, changed["billing_details"]!.Text("name")).ShouldBe((3, "Ada"));
        (wrong.Error.Text("code"), detached.Status).ShouldBe(("invalid_expiry_month", 400));
        (await Stripe.EventTypesAsync()).ShouldContain("payment_method.updated");
    }

    [Test]
    public async Task A_customers_default_card_has_to_be_theirs()
    {
        var customer = await Stripe.CreateCustomerAsync();
        var card = (await Stripe.PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", customer))).Text("id");

        var changed = await Stripe.PostAsync(
            $"/v1/customers/{customer}", ("invoice_settings[default_payment_method]", card), ("balance", "-500"), ("preferred_locales[0]", "de"));
        var others = await Stripe.TryPostAsync(
            $"/v1/customers/{await Stripe.CreateCustomerAsync("eve@example.com")}", ("invoice_settings[default_payment_method]", card));

        changed["invoice_settings"]!.Text("default_payment_method").ShouldBe(card);
        ((long)changed["balance"]!, changed["preferred_locales"]!.ToJsonString()).ShouldBe((-500, """["de"]"""));
        others.Status.ShouldBe(400);
    }
}
