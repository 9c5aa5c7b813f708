using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Checkout;

/// <summary>The billing endpoints as a single-page app sees them, against the simulator.</summary>
[TestFixture]
public sealed class BillingEndpointTests
{
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;
    private TestUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await StripeAccount.StartAsync(_stripe.BaseAddress);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [SetUp]
    public async Task RegisterAsync() => _user = await _app.RegisterAsync();

    [TearDown]
    public void SignOut() => _user.Dispose();

    [Test]
    public async Task Twenty_posts_at_once_get_the_same_session()
    {
        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using HttpResponseMessage answer = await CheckOutAsync("pro");
            return await answer.ReadJsonAsync();
        }));

        answers.Select(a => a.GetProperty("session_id").GetString()).Distinct().ShouldHaveSingleItem();
        answers.Select(a => a.GetProperty("url").GetString()).Distinct().ShouldHaveSingleItem();
    }

    [Test]
    public async Task After_paying_the_page_shows_the_new_plan()
    {
        using HttpResponseMessage opened = await CheckOutAsync("team", "year");
        string session = (await opened.ReadJsonAsync()).GetProperty("session_id").GetString()!;
        using (var browser = new HttpClient { BaseAddress = _stripe.BaseAddress })
        {
            using HttpResponseMessage paid = await browser.PostAsJsonAsync(
                $"/_simulator/checkout/{session}/pay", new { card_number = "4242424242424242" });
            paid.EnsureSuccessStatusCode();
        }

        using HttpResponseMessage answer = await _user.Client.GetAsync($"/v1/billing/checkout-session/{session}");

        JsonElement state = await answer.ReadJsonAsync();
        state.GetProperty("status").GetString().ShouldBe("complete");
        state.GetProperty("subscription").GetProperty("status").GetString().ShouldBe("active");
        state.GetProperty("subscription").GetProperty("plan").GetProperty("code").GetString().ShouldBe("team");
        state.GetProperty("subscription").GetProperty("price").GetProperty("interval").GetString().ShouldBe("year");
        using HttpResponseMessage again = await CheckOutAsync("pro");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "already_subscribed");
    }

    [Test]
    public async Task The_checkout_of_somebody_else_is_not_there()
    {
        using HttpResponseMessage opened = await CheckOutAsync("pro");
        string session = (await opened.ReadJsonAsync()).GetProperty("session_id").GetString()!;
        using TestUser other = await _app.RegisterAsync();

        using HttpResponseMessage answer = await other.Client.GetAsync($"/v1/billing/checkout-session/{session}");

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "checkout_session_not_found");
    }

    [Test]
    public async Task An_address_that_is_not_allowed_is_named()
    {
        using HttpResponseMessage answer = await _user.Client.PostAsJsonAsync(
            "/v1/billing/checkout-session", new { plan_id = "pro", success_url = "//evil.com", cancel_url = BillingApp.ReturnOrigin });

        TestProblem problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors!.Keys.ShouldBe(["success_url"]);
    }

    [Test]
    public async Task A_payment_intent_shows_in_the_history_and_its_key_makes_no_second_one()
    {
        JsonElement first = await PayAsync("key-1", 500);
        JsonElement again = await PayAsync("key-1", 500);

        again.GetProperty("client_secret").GetString().ShouldBe(first.GetProperty("client_secret").GetString());
        using HttpResponseMessage answer = await _user.Client.GetAsync("/v1/billing/history?limit=10");
        JsonElement history = await answer.ReadJsonAsync();
        history.GetProperty("total").GetInt64().ShouldBe(1);
        history.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement payment = history.GetProperty("transactions").EnumerateArray().ShouldHaveSingleItem();
        payment.EnumerateObject().Select(p => p.Name).ShouldBe(
            [
                "id", "amount_cents", "amount_refunded_cents", "currency", "status", "payment_method", "payment_method_last4",
                "description", "failure_reason", "paid_at", "refunded_at", "created_at", "discount_cents", "dispute_status", "receipt_url",
            ],
            ignoreOrder: true);
        payment.GetProperty("status").GetString().ShouldBe("pending");
    }

    [Test]
    public async Task A_key_that_comes_with_another_body_is_refused()
    {
        await PayAsync("key-2", 500);

        using HttpResponseMessage answer = await PostPaymentAsync("key-2", 501);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Test]
    public async Task A_bad_cursor_is_named()
    {
        using HttpResponseMessage answer = await _user.Client.GetAsync("/v1/billing/history?cursor=nonsense");

        TestProblem problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors!.Keys.ShouldBe(["cursor"]);
    }

    [Test]
    public async Task Who_subscribes_to_nothing_is_on_the_free_plan()
    {
        using HttpResponseMessage answer = await _user.Client.GetAsync("/v1/billing/subscription");

        JsonElement subscription = await answer.ReadJsonAsync();
        subscription.GetProperty("plan").GetProperty("code").GetString().ShouldBe("free");
        subscription.GetProperty("status").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task Plans_and_the_publishable_key_are_there_for_everybody()
    {
        using HttpClient anybody = _app.NewClient();
        using HttpResponseMessage plans = await anybody.GetAsync("/v1/plans");
        using HttpResponseMessage config = await anybody.GetAsync("/v1/billing/config");

        (await plans.ReadJsonAsync()).EnumerateArray().Select(p => p.GetProperty("code").GetString()).ShouldBe(["free", "pro", "team"]);
        (await config.ReadJsonAsync()).GetProperty("publishable_key").GetString().ShouldStartWith("pk_test_");
    }

    private Task<HttpResponseMessage> CheckOutAsync(string plan, string? interval = null) => _user.Client.PostAsJsonAsync(
        "/v1/billing/checkout-session",
        new { plan_id = plan, interval, success_url = BillingApp.ReturnOrigin + "/done", cancel_url = BillingApp.ReturnOrigin + "/plans" });

    private async Task<JsonElement> PayAsync(string key, long amount)
    {
        using HttpResponseMessage answer = await PostPaymentAsync(key, amount);
        return await answer.ReadJsonAsync();
    }

    private async Task<HttpResponseMessage> PostPaymentAsync(string key, long amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/billing/payment-intent")
        {
            Content = JsonContent.Create(new { amount_cents = amount, currency = "usd", description = "Ten credits" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await _user.Client.SendAsync(request);
    }
}
