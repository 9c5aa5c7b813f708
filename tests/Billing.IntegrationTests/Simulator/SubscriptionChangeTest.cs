using System.Text.Json.Nodes;

namespace Billing.IntegrationTests.Simulator;

/// <summary>A test of what becomes of a subscription when its price, seats or interval change.</summary>
public abstract class SubscriptionChangeTest : SimulatorTest
{
    private protected static (long Start, long End) Period(JsonObject subscription) =>
        (subscription.Item().Number("current_period_start"), subscription.Item().Number("current_period_end"));

    private protected static long[] Amounts(JsonObject invoice) => [.. invoice["lines"]!.Data().Select(line => line.Number("amount"))];

    private protected static (string, string)[] Change(JsonObject subscription, string price, string prefix = "items") =>
        [(prefix + "[0][id]", subscription.Item().Text("id")), (prefix + "[0][price]", price)];

    private protected Task<JsonObject> GetAsync(JsonObject subscription) => Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");

    private protected Task<JsonObject> ChangeAsync(JsonObject subscription, string price, params (string, string)[] more) =>
        Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", [.. Change(subscription, price), .. more]);

    private protected Task<JsonObject> PreviewAsync(JsonObject subscription, string price, params (string Name, string Value)[] more) => Stripe.PostAsync(
        "/v1/invoices/create_preview",
        [
            ("subscription", subscription.Text("id")), .. Change(subscription, price, "subscription_details[items]"),
            .. more.Select(parameter => ($"subscription_details[{parameter.Name}]", parameter.Value)),
        ]);

    /// <summary>A subscription of the plan Basic, and a price of the plan Pro.</summary>
    private protected async Task<(JsonObject Subscription, string Target)> SubscribedAsync(
        long amount, long targetAmount, string currency = "usd", string card = "4242424242424242")
    {
        var basic = await PriceAsync("Basic", amount, currency);
        return (await Stripe.SubscribeAsync(basic, card), await PriceAsync("Pro", targetAmount, currency));
    }

    private async Task<string> PriceAsync(string name, long amount, string currency)
    {
        var product = await Stripe.PostAsync("/v1/products", ("name", name));
        return (await Stripe.PostAsync(
            "/v1/prices", ("product", product.Text("id")), ("currency", currency), ("unit_amount", $"{amount}"), ("recurring[interval]", "month")))
            .Text("id");
    }
}
