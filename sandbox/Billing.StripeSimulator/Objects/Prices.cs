using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds prices, and the legacy plan object that subscription items still show beside them.</summary>
internal static class Prices
{
    /// <summary>A price of a product.</summary>
    /// <param name="product">The product's id.</param>
    /// <param name="currency">Lowercase ISO code.</param>
    /// <param name="unitAmount">In the currency's minor units.</param>
    /// <param name="recurring">Interval and count; null for a one-time price.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(string product, string currency, long unitAmount, JsonObject? recurring, long now)
    {
        var json = ObjectTemplate.Create("price");
        json["id"] = StripeId.New("price");
        json["created"] = now;
        json["currency"] = currency;
        json["product"] = product;
        json["recurring"] = recurring;
        json["type"] = recurring is null ? "one_time" : "recurring";
        json["unit_amount"] = unitAmount;
        json["unit_amount_decimal"] = unitAmount.ToString(CultureInfo.InvariantCulture);
        return new StripeDocument("price", json);
    }

    /// <summary>The recurring part of a price.</summary>
    /// <param name="interval">day, week, month or year.</param>
    /// <param name="count">How many intervals a period has.</param>
    public static JsonObject Recurring(string interval, long count) => new()
    {
        ["interval"] = interval,
        ["interval_count"] = count,
        ["meter"] = null,
        ["trial_period_days"] = null,
        ["usage_type"] = "licensed",
    };

    /// <summary>The price in the shape of the plan that it would have been before prices existed.</summary>
    public static JsonObject AsPlan(JsonObject price) => new()
    {
        ["id"] = price["id"]!.DeepClone(),
        ["object"] = "plan",
        ["active"] = price["active"]!.DeepClone(),
        ["amount"] = price["unit_amount"]!.DeepClone(),
        ["amount_decimal"] = price["unit_amount_decimal"]!.DeepClone(),
        ["billing_scheme"] = "per_unit",
        ["created"] = price["created"]!.DeepClone(),
        ["currency"] = price["currency"]!.DeepClone(),
        ["interval"] = price["recurring"]!["interval"]!.DeepClone(),
        ["interval_count"] = price["recurring"]!["interval_count"]!.DeepClone(),
        ["livemode"] = false,
        ["metadata"] = price["metadata"]!.DeepClone(),
        ["meter"] = null,
        ["nickname"] = price["nickname"]?.DeepClone(),
        ["product"] = price["product"]!.DeepClone(),
        ["tiers_mode"] = null,
        ["transform_usage"] = null,
        ["trial_period_days"] = null,
        ["usage_type"] = "licensed",
    };
}
