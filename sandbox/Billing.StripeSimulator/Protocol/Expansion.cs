using System.Text.Json.Nodes;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Protocol;

/// <summary>
/// Stripe's <c>expand</c>: replaces ids by their objects, and adds lists that are left out unless asked for. What cannot
/// be expanded at Stripe is refused here as well.
/// </summary>
internal sealed class Expansion(UnitOfWork work)
{
    private const int MaxDepth = 4;

    /// <summary>Which kind of object an id refers to, by the object that holds it and the path to it.</summary>
    private static readonly Dictionary<(string Owner, string Path), string> References = new()
    {
        [("billing_portal.session", "configuration")] = "billing_portal.configuration",
        [("charge", "balance_transaction")] = "balance_transaction",
        [("charge", "customer")] = "customer",
        [("charge", "payment_intent")] = "payment_intent",
        [("checkout.session", "customer")] = "customer",
        [("checkout.session", "discounts.coupon")] = "coupon",
        [("checkout.session", "discounts.promotion_code")] = "promotion_code",
        [("checkout.session", "invoice")] = "invoice",
        [("checkout.session", "payment_intent")] = "payment_intent",
        [("checkout.session", "subscription")] = "subscription",
        [("customer", "invoice_settings.default_payment_method")] = "payment_method",
        [("customer", "test_clock")] = "test_helpers.test_clock",
        [("discount", "customer")] = "customer",
        [("discount", "promotion_code")] = "promotion_code",
        [("discount", "source.coupon")] = "coupon",
        [("dispute", "charge")] = "charge",
        [("dispute", "payment_intent")] = "payment_intent",
        [("invoice", "customer")] = "customer",
        [("invoice", "default_payment_method")] = "payment_method",
        [("invoice", "discounts")] = "discount",
        [("invoice", "total_discount_amounts.discount")] = "discount",
        [("invoice", "parent.subscription_details.subscription")] = "subscription",
        [("invoice_payment", "invoice")] = "invoice",
        [("invoice_payment", "payment.payment_intent")] = "payment_intent",
        [("line_item", "discount_amounts.discount")] = "discount",
        [("line_item", "discounts")] = "discount",
        [("line_item", "pricing.price_details.price")] = "price",
        [("payment_intent", "customer")] = "customer",
        [("payment_intent", "latest_charge")] = "charge",
        [("payment_intent", "payment_method")] = "payment_method",
        [("payment_method", "customer")] = "customer",
        [("plan", "product")] = "product",
        [("price", "product")] = "product",
        [("product", "default_price")] = "price",
        [("promotion_code", "customer")] = "customer",
        [("promotion_code", "promotion.coupon")] = "coupon",
        [("refund", "balance_transaction")] = "balance_transaction",
        [("refund", "charge")] = "charge",
        [("refund", "customer")] = "customer",
        [("refund", "failure_balance_transaction")] = "balance_transaction",
        [("refund", "payment_intent")] = "payment_intent",
        [("refund", "payment_method")] = "payment_method",
        [("subscription", "customer")] = "customer",
        [("subscription", "default_payment_method")] = "payment_method",
        [("subscription", "discounts")] = "discount",
        [("subscription", "latest_invoice")] = "invoice",
        [("subscription", "schedule")] = "subscription_schedule",
        [("subscription", "test_clock")] = "test_helpers.test_clock",
        [("subscription_schedule", "customer")] = "customer",
        [("subscription_schedule", "phases.items.price")] = "price",
        [("subscription_schedule", "released_subscription")] = "subscription",
        [("subscription_schedule", "subscription")] = "subscription",
    };

    /// <summary>Lists that an object has only when they are expanded.</summary>
    private static readonly Dictionary<(string Owner, string Path), Func<UnitOfWork, string, JsonObject?>> Includes = new()
    {
        [("charge", "refunds")] = (work, id) => ListPage.List(
            work.Store.Documents.All(new DocumentQuery("refund").Where("charge", id)).Select(d => d.Json), $"/v1/charges/{id}/refunds"),
        [("checkout.session", "line_items")] = (work, id) => ListPage.List(
            work.Referenced("checkout.session", id).Hidden["line_items"]!.AsArray().Select(i => i!.DeepClone().AsObject()),
            $"/v1/checkout/sessions/{id}/line_items"),
        [("customer", "subscriptions")] = (work, id) => ListPage.List(
            work.Store.Documents.All(new DocumentQuery("subscription").Where("customer", id).Where("status", "canceled", "<>"))
                .Select(d => d.Json),
            $"/v1/customers/{id}/subscriptions"),
        [("invoice", "confirmation_secret")] = (work, id) =>
            InvoiceCollection.IntentOf(work, work.Referenced("invoice", id)) is { } intent
                ? new JsonObject { ["client_secret"] = intent.Text("client_secret"), ["type"] = "payment_intent" }
                : null,
        [("invoice", "payments")] = (work, id) => ListPage.List(
            work.Store.Documents.All(new DocumentQuery("invoice_payment").Where("invoice", id)).Select(d => d.Json),
            "/v1/invoices/payments"),
    };

    /// <summary>Expands every path (such as <c>data.latest_charge</c>) of an answer, in place.</summary>
    /// <exception cref="StripeApiException">400: a path names something that cannot be expanded.</exception>
    public void Apply(JsonObject answer, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var segments = path.Split('.');
            if (segments.Length > MaxDepth + (segments[0] == "data" ? 1 : 0))
            {
                throw StripeErrors.Invalid("expand", $"You cannot expand more than {MaxDepth} levels of a property ({path}).");
            }

            Expand(answer, answer, "", segments, path);
        }
    }

    private void Expand(JsonObject owner, JsonObject node, string ownPath, ReadOnlySpan<string> segments, string path)
    {
        var name = segments[0];
        var relative = ownPath.Length == 0 ? name : ownPath + "." + name;
        var key = (owner["object"]?.GetValue<string>() ?? "", relative);
        if (References.TryGetValue(key, out var kind) && node[name] is JsonValue id)
        {
            node[name] = Referenced(kind, id);
        }
        else if (kind is not null && node[name] is JsonArray ids)
        {
            node[name] = new JsonArray([.. ids.Select(one => one is JsonValue reference ? Referenced(kind, reference) : one!.DeepClone())]);
        }
        else if (Includes.TryGetValue(key, out var include) && node[name] is null)
        {
            node[name] = include(work, owner["id"]!.GetValue<string>());
        }

        var canStop = References.ContainsKey(key) || Includes.ContainsKey(key) || node[name] is JsonObject { } list && list["object"] is not null;
        if (segments.Length == 1)
        {
            _ = canStop ? true : throw CannotExpand(path);
        }
        else if (node[name] is JsonArray items)
        {
            foreach (var item in items.OfType<JsonObject>())
            {
                var isObject = item["object"] is not null;
                Expand(isObject ? item : owner, item, isObject ? "" : relative, segments[1..], path);
            }
        }
        else if (node[name] is JsonObject child)
        {
            var startsObject = child["object"] is not null;
            Expand(startsObject ? child : owner, child, startsObject ? "" : relative, segments[1..], path);
        }
        else if (!canStop && !References.Keys.Any(k => k.Owner == key.Item1 && k.Path.StartsWith(relative + ".", StringComparison.Ordinal)))
        {
            throw CannotExpand(path);
        }
    }

    private JsonNode Referenced(string kind, JsonValue id) => work.Referenced(kind, id.GetValue<string>()).Json.DeepClone();

    private static StripeApiException CannotExpand(string path) =>
        StripeErrors.Invalid("expand", $"This property cannot be expanded ({path}).");
}
