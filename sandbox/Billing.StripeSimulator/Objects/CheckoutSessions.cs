using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>A price and how many of it are bought.</summary>
/// <param name="Price">The price as it was when the session was made.</param>
/// <param name="ProductName">What the payer reads.</param>
/// <param name="Quantity">At least 1.</param>
internal sealed record CheckoutLine(JsonObject Price, string ProductName, long Quantity)
{
    /// <summary>The line's total in the currency's minor units.</summary>
    public long Amount => Price["unit_amount"]!.GetValue<long>() * Quantity;

    /// <summary>Lowercase ISO code.</summary>
    public string Currency => Price["currency"]!.GetValue<string>();

    /// <summary>The recurring part of the price; null for a one-time one.</summary>
    public JsonObject? Recurring => Price["recurring"] as JsonObject;
}

/// <summary>Builds checkout sessions and reads what they keep to themselves.</summary>
internal static class CheckoutSessions
{
    /// <summary>An open session. Customer, URLs and metadata are set by the caller.</summary>
    /// <param name="mode">payment or subscription.</param>
    /// <param name="lines">At least one, all in one currency.</param>
    /// <param name="baseAddress">Where the hosted page is.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(string mode, IReadOnlyList<CheckoutLine> lines, string baseAddress, long now)
    {
        var json = ObjectTemplate.Create("checkout.session");
        var id = StripeId.NewCheckoutSession();
        var total = lines.Sum(line => line.Amount);
        json["id"] = id;
        json["amount_subtotal"] = total;
        json["amount_total"] = total;
        json["created"] = now;
        json["currency"] = lines[0].Currency;
        json["mode"] = mode;
        json["payment_method_collection"] = mode == "subscription" ? "always" : "if_required";
        json["url"] = $"{baseAddress}/c/pay/{id}";
        var hidden = new JsonObject { ["line_items"] = new JsonArray([.. lines.Select(LineItem)]) };
        return new StripeDocument("checkout.session", json) with { Hidden = hidden };
    }

    /// <summary>What is bought.</summary>
    public static IReadOnlyList<CheckoutLine> Lines(StripeDocument session) =>
    [
        .. session.Hidden["line_items"]!.AsArray().Select(item => new CheckoutLine(
            item!["price"]!.AsObject(), item["description"]!.GetValue<string>(), item["quantity"]!.GetValue<long>())),
    ];

    /// <summary>How long the trial is that the subscription begins with, in seconds; null without one.</summary>
    public static long? TrialSeconds(StripeDocument session) =>
        session.Hidden["subscription_data"]?["trial_period_days"]?.GetValue<long>() is { } days ? days * 24 * 60 * 60 : null;

    /// <summary>Whether the payer has to give a card, because something is due or because it is asked for anyway.</summary>
    public static bool NeedsCard(StripeDocument session) =>
        session.Number("amount_total") > 0 || session.Text("payment_method_collection") == "always";

    /// <summary>Ends a session; its page cannot be paid any more.</summary>
    public static void Close(StripeDocument session, string status)
    {
        session.Json["status"] = status;
        session.Json["url"] = null;
    }

    /// <summary>A return URL with the session's id filled in where it has <c>{CHECKOUT_SESSION_ID}</c>.</summary>
    public static string FillIn(StripeDocument session, string url) =>
        url.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal);

    private static JsonObject LineItem(CheckoutLine line)
    {
        var json = ObjectTemplate.Create("item");
        json["id"] = StripeId.New("li");
        json["amount_subtotal"] = line.Amount;
        json["amount_total"] = line.Amount;
        json["currency"] = line.Currency;
        json["description"] = line.ProductName;
        json["price"] = line.Price.DeepClone();
        json["quantity"] = line.Quantity;
        return json;
    }
}
