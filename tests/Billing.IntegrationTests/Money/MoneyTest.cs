using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;

namespace Billing.IntegrationTests.Money;

/// <summary>One simulated Stripe account, one application set up with it, an operator, and a new user for every test.</summary>
public abstract class MoneyTest
{
    internal const string GoodCard = "4242424242424242";

    internal RunningSimulator Stripe { get; private set; } = null!;

    internal BillingApp App { get; private set; } = null!;

    internal TestUser Operator { get; private set; } = null!;

    internal TestUser User { get; private set; } = null!;

    /// <summary>Starts them.</summary>
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Stripe = await RunningSimulator.StartAsync();
        App = await StripeAccount.StartAsync(Stripe.BaseAddress);
        Operator = await App.RegisterOperatorAsync();
    }

    /// <summary>Stops them.</summary>
    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Operator.Dispose();
        await App.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    /// <summary>Somebody new.</summary>
    [SetUp]
    public async Task RegisterAsync() => User = await App.RegisterAsync();

    /// <summary>Goes.</summary>
    [TearDown]
    public void SignOut() => User.Dispose();

    /// <summary>Begins a one-time payment; returns Stripe's id of the intent.</summary>
    internal async Task<string> BeginAsync(long amount = 2000, string currency = "usd", string? description = "Ten credits")
    {
        using HttpResponseMessage answer = await User.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = amount, currency, description });
        return (await answer.ReadJsonAsync()).GetProperty("payment_intent_id").GetString()!;
    }

    /// <summary>Pays once and waits until the history says so.</summary>
    internal async Task<JsonElement> PayAsync(
        long amount = 2000, string currency = "usd", string card = GoodCard, string? description = "Ten credits", string until = "succeeded")
    {
        string intent = await BeginAsync(amount, currency, description);
        (await Stripe.PayAsync("payment_intents", intent, card)).Successful();
        return await ShownAsync(p => Text(p, "status") == until && Text(p, "payment_method_last4") is not null, $"the payment {until}");
    }

    /// <summary>The user's only payment, once it is as expected.</summary>
    internal Task<JsonElement> ShownAsync(Func<JsonElement, bool> isAsExpected, string what) => Wait.UntilAsync(
        async () => (await HistoryAsync()).FirstOrDefault(),
        p => p.ValueKind == JsonValueKind.Object && isAsExpected(p),
        what);

    /// <summary>The user's payments, newest first.</summary>
    internal async Task<List<JsonElement>> HistoryAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history");
        return [.. (await answer.ReadJsonAsync()).GetProperty("transactions").EnumerateArray()];
    }

    /// <summary>Everything that a receipt says of a payment.</summary>
    internal async Task<JsonElement> ReceiptAsync(JsonElement payment)
    {
        using HttpResponseMessage answer = await User.Client.GetAsync($"/v1/billing/history/{Text(payment, "id")}");
        return await answer.ReadJsonAsync();
    }

    /// <summary>An operator refunds a payment.</summary>
    internal Task<HttpResponseMessage> RefundAsync(JsonElement payment, long? amount = null, string? key = null, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/admin/refunds")
        {
            Content = JsonContent.Create(new { transaction_id = Text(payment, "id"), amount_cents = amount, reason = "requested_by_customer" }),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return (by ?? Operator.Client).SendAsync(request);
    }

    /// <summary>The charge of a payment, as Stripe has it.</summary>
    internal async Task<JsonObject> ChargeAsync(JsonElement payment) => await Stripe.GetAsync(
        $"/v1/charges/{(await Stripe.GetAsync($"/v1/payment_intents/{Text(await ReceiptAsync(payment), "stripe_payment_intent_id")}")).Text("latest_charge")}");

    internal static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    internal static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
