using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds subscription schedules and their phases.</summary>
internal static class SubscriptionSchedules
{
    /// <summary>A schedule of a subscription, whose first phase is the running period.</summary>
    public static StripeDocument Create(StripeDocument subscription, long now)
    {
        var json = ObjectTemplate.Create("subscription_schedule");
        json["id"] = StripeId.New("sub_sched");
        json["billing_mode"]!["updated_at"] = now;
        json["created"] = now;
        json["customer"] = subscription.Text("customer");
        json["subscription"] = subscription.Id;
        json["test_clock"] = subscription.Text("test_clock");
        var period = Subscriptions.PeriodOf(subscription);
        var items = Subscriptions.Items(subscription).Select(
            item => PhaseItem(item["price"]!["id"]!.GetValue<string>(), item["quantity"]!.GetValue<long>()));
        var phase = CreatePhase(subscription.Text("currency")!, [.. items], period, "create_prorations", []);
        json["phases"] = new JsonArray(phase);
        json["current_phase"] = Current(phase);
        return new StripeDocument("subscription_schedule", json);
    }

    /// <summary>What the subscription is during some time.</summary>
    public static JsonObject CreatePhase(
        string currency, IReadOnlyList<JsonObject> items, BillingPeriod time, string prorationBehavior, JsonObject metadata)
    {
        var json = ObjectTemplate.Create("subscription_schedule_phase");
        json["currency"] = currency;
        json["end_date"] = time.End;
        json["items"] = new JsonArray([.. items]);
        json["metadata"] = metadata;
        json["proration_behavior"] = prorationBehavior;
        json["start_date"] = time.Start;
        return json;
    }

    /// <summary>One price of a phase.</summary>
    public static JsonObject PhaseItem(string price, long quantity) => new()
    {
        ["billing_thresholds"] = null,
        ["discounts"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["plan"] = price,
        ["price"] = price,
        ["quantity"] = quantity,
        ["tax_rates"] = new JsonArray(),
    };

    /// <summary>The phases, in their order.</summary>
    public static IReadOnlyList<JsonObject> Phases(StripeDocument schedule) =>
        [.. schedule.Json["phases"]!.AsArray().Select(phase => phase!.AsObject())];

    /// <summary>What a schedule shows of the phase that runs.</summary>
    public static JsonObject Current(JsonObject phase) => new()
    {
        ["end_date"] = phase["end_date"]!.DeepClone(),
        ["start_date"] = phase["start_date"]!.DeepClone(),
    };
}
