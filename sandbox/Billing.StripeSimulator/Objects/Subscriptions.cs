using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds subscriptions and changes their state. The current period is on the items, as since 2025-03-31.basil.</summary>
internal static class Subscriptions
{
    /// <summary>An active subscription whose first period begins now.</summary>
    public static StripeDocument Create(string customer, string paymentMethod, IReadOnlyList<CheckoutLine> lines, JsonObject metadata, long now)
    {
        var json = ObjectTemplate.Create("subscription");
        var id = StripeId.New("sub");
        json["id"] = id;
        json["billing_cycle_anchor"] = now;
        json["billing_mode"]!["updated_at"] = now;
        json["created"] = now;
        json["currency"] = lines[0].Currency;
        json["customer"] = customer;
        json["default_payment_method"] = paymentMethod;
        json["metadata"] = metadata.DeepClone();
        json["start_date"] = now;
        var items = json["items"]!.AsObject();
        items["data"] = new JsonArray([.. lines.Select(line => CreateItem(id, line.Price, line.Quantity, BillingPeriod.From(now, line.Recurring!), now))]);
        items["url"] = $"/v1/subscription_items?subscription={id}";
        return new StripeDocument("subscription", json);
    }

    /// <summary>The items, with their price and current period.</summary>
    public static IEnumerable<JsonObject> Items(StripeDocument subscription) =>
        subscription.Json["items"]!["data"]!.AsArray().Select(item => item!.AsObject());

    /// <summary>The period that ends first of all items': that of every item, unless they renew at different intervals.</summary>
    public static BillingPeriod PeriodOf(StripeDocument subscription) => Items(subscription).Select(PeriodOf).MinBy(period => period.End)!;

    /// <summary>The running period of an item.</summary>
    public static BillingPeriod PeriodOf(JsonObject item) =>
        new(item["current_period_start"]!.GetValue<long>(), item["current_period_end"]!.GetValue<long>());

    /// <summary>Sets the running period of an item.</summary>
    public static void SetPeriod(JsonObject item, BillingPeriod period)
    {
        item["current_period_end"] = period.End;
        item["current_period_start"] = period.Start;
    }

    /// <summary>Ends the subscription with the running period, or takes that back.</summary>
    public static void SetCancelAtPeriodEnd(StripeDocument subscription, bool cancel, long now)
    {
        var json = subscription.Json;
        json["cancel_at_period_end"] = cancel;
        json["cancel_at"] = cancel ? Items(subscription).Max(item => item["current_period_end"]!.GetValue<long>()) : null;
        json["canceled_at"] = cancel ? now : null;
        json["cancellation_details"]!["reason"] = cancel ? "cancellation_requested" : null;
    }

    /// <summary>Ends the subscription at a moment, or takes that back.</summary>
    public static void SetCancelAt(StripeDocument subscription, long? at, long now)
    {
        var json = subscription.Json;
        json["cancel_at"] = at;
        json["cancel_at_period_end"] = false;
        json["canceled_at"] = at is null ? null : now;
        json["cancellation_details"]!["reason"] = at is null ? null : "cancellation_requested";
    }

    /// <summary>Ends the subscription at once. When that was asked for earlier, that is when it was canceled.</summary>
    public static void Cancel(StripeDocument subscription, long now, string reason)
    {
        var json = subscription.Json;
        json["status"] = "canceled";
        json["canceled_at"] ??= now;
        json["cancel_at_period_end"] = false;
        json["cancel_at"] = null;
        json["ended_at"] = now;
        json["cancellation_details"]!["reason"] = reason;
    }

    /// <summary>A new item.</summary>
    /// <param name="subscription">The subscription's id.</param>
    /// <param name="price">A recurring price.</param>
    /// <param name="quantity">How many of it.</param>
    /// <param name="period">Its running period.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static JsonObject CreateItem(string subscription, JsonObject price, long quantity, BillingPeriod period, long now)
    {
        var item = new JsonObject
        {
            ["id"] = StripeId.New("si", 14),
            ["object"] = "subscription_item",
            ["billing_thresholds"] = null,
            ["created"] = now,
            ["current_period_end"] = period.End,
            ["current_period_start"] = period.Start,
            ["discounts"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["plan"] = null,
            ["price"] = null,
            ["quantity"] = null,
            ["subscription"] = subscription,
            ["tax_rates"] = new JsonArray(),
        };
        Write(item, price, quantity);
        return item;
    }

    /// <summary>Sets the price or the quantity of an item; null leaves either as it is.</summary>
    public static void Write(JsonObject item, JsonObject? price, long? quantity)
    {
        if (price is not null)
        {
            item["plan"] = Prices.AsPlan(price);
            item["price"] = price.DeepClone();
        }

        item["quantity"] = quantity ?? item["quantity"]!.GetValue<long>();
    }
}
