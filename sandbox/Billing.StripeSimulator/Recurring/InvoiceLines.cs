using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Builds the lines of subscription invoices.</summary>
internal static class InvoiceLines
{
    /// <summary>An item's whole current period at its price.</summary>
    public static JsonObject ForPeriod(UnitOfWork work, JsonObject item)
    {
        var price = item["price"]!.AsObject();
        var unitAmount = price["unit_amount"]!.GetValue<long>();
        var quantity = item["quantity"]!.GetValue<long>();
        var line = Create(item, unitAmount * quantity);
        line["description"] =
            $"{quantity} × {ProductName(work, item)} (at {Money.Format(unitAmount, price["currency"]!.GetValue<string>())} / {Interval(price)})";
        return line;
    }

    /// <summary>What an item is called on invoices.</summary>
    public static string ProductName(UnitOfWork work, JsonObject item) =>
        work.Referenced("product", item["price"]!["product"]!.GetValue<string>()).Text("name")!;

    /// <summary>A line of an item for its current period; the description is left to the caller.</summary>
    /// <param name="item">The subscription item.</param>
    /// <param name="amount">In minor units.</param>
    public static JsonObject Create(JsonObject item, long amount)
    {
        var (price, quantity) = (item["price"]!, item["quantity"]!.GetValue<long>());
        var json = ObjectTemplate.Create("line_item");
        json["id"] = StripeId.New("il");
        json["amount"] = amount;
        json["currency"] = price["currency"]!.DeepClone();
        var parent = json["parent"]!["subscription_item_details"]!.AsObject();
        parent["subscription"] = item["subscription"]!.DeepClone();
        parent["subscription_item"] = item["id"]!.DeepClone();
        json["period"] = new JsonObject
        {
            ["end"] = item["current_period_end"]!.DeepClone(),
            ["start"] = item["current_period_start"]!.DeepClone(),
        };
        json["pricing"]!["price_details"] = new JsonObject { ["price"] = price["id"]!.DeepClone(), ["product"] = price["product"]!.DeepClone() };
        json["pricing"]!["unit_amount_decimal"] = price["unit_amount_decimal"]!.DeepClone();
        json["quantity"] = quantity;
        json["quantity_decimal"] = quantity.ToString(CultureInfo.InvariantCulture);
        json["subscription"] = item["subscription"]!.DeepClone();
        json["subtotal"] = amount;
        return json;
    }

    private static string Interval(JsonObject price)
    {
        var count = price["recurring"]!["interval_count"]!.GetValue<long>();
        var interval = price["recurring"]!["interval"]!.GetValue<string>();
        return count == 1 ? interval : $"{count} {interval}s";
    }
}
