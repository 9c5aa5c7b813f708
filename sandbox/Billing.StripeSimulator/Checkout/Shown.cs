using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>Objects as people read them on the pages.</summary>
internal static class Shown
{
    private static readonly Dictionary<string, string> Brands = new(StringComparer.Ordinal)
    {
        ["amex"] = "American Express", ["mastercard"] = "Mastercard", ["visa"] = "Visa",
    };

    /// <summary>A day, such as 25 December 2026 (UTC).</summary>
    public static string Day(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day in few letters, such as 25 Dec 2026 (UTC).</summary>
    public static string ShortDay(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>An object's amount in its own currency.</summary>
    public static string Amount(StripeDocument document, string property = "amount") =>
        Money.Format(document.Number(property) ?? 0, document.Text("currency")!);

    /// <summary>A means of payment, such as Visa •••• 4242.</summary>
    public static string Means(StripeDocument paymentMethod)
    {
        var type = paymentMethod.Text("type")!;
        var details = paymentMethod.Json[type]!;
        return $"{Brand(details) ?? "Bank account"} •••• {details["last4"]!.GetValue<string>()}";
    }

    /// <summary>When a card expires, such as 12/2030; empty for what does not.</summary>
    public static string Expiry(StripeDocument paymentMethod) => paymentMethod.Json["card"] is { } card
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{card["exp_month"]!.GetValue<long>():00}/{card["exp_year"]!.GetValue<long>()}")
        : "";

    /// <summary>What a subscription is for, such as Pro or Pro × 3.</summary>
    public static string Plan(UnitOfWork work, StripeDocument subscription) => string.Join(
        ", ",
        Subscriptions.Items(subscription).Select(item =>
        {
            var name = work.Referenced("product", item["price"]!["product"]!.GetValue<string>()).Text("name");
            return item["quantity"]?.GetValue<long>() is > 1 and var quantity ? $"{name} × {quantity}" : name;
        }));

    /// <summary>What a subscription costs a period before discounts, such as $20.00, and how long that is, such as per month.</summary>
    public static (string Amount, string Interval) Price(StripeDocument subscription)
    {
        var items = Subscriptions.Items(subscription).ToList();
        var total = items.Sum(item => (item["price"]!["unit_amount"]?.GetValue<long>() ?? 0) * (item["quantity"]?.GetValue<long>() ?? 1));
        return (Money.Format(total, subscription.Text("currency")!), Every(items[0]["price"]!["recurring"]!.AsObject()));
    }

    /// <summary>How often a recurring price is paid, such as per month or every 3 months.</summary>
    public static string Every(JsonObject recurring)
    {
        var (interval, count) = (recurring["interval"]!.GetValue<string>(), recurring["interval_count"]!.GetValue<long>());
        return count == 1 ? "per " + interval : $"every {count} {interval}s";
    }

    /// <summary>A status as a word, such as Past due, and how it looks: good, bad, warn or nothing.</summary>
    public static Html Status(string? status) => PageTemplate.Render(
        "badge.html", ("text", Words(status ?? "")), ("tone", ToneOf(status)));

    /// <summary>One of Stripe's names with spaces and a capital letter.</summary>
    public static string Words(string name) =>
        name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private static string? Brand(JsonNode details) => details["brand"]?.GetValue<string>() is { } brand
        ? Brands.GetValueOrDefault(brand, Words(brand))
        : null;

    private static string ToneOf(string? status) => status switch
    {
        "active" or "paid" or "succeeded" or "won" or "complete" or "trialing" => "good",
        "past_due" or "unpaid" or "failed" or "lost" or "needs_response" or "uncollectible" or "incomplete" or "disputed" => "bad",
        "open" or "processing" or "pending" or "requires_action" or "under_review" or "paused" or "warning_needs_response"
            or "requires_payment_method" => "warn",
        _ => "",
    };
}
