using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What becomes of one item of a subscription.</summary>
/// <param name="Id">The item's id; null adds one.</param>
/// <param name="Price">Its price from now on; null leaves it.</param>
/// <param name="Quantity">How many from now on; null leaves it.</param>
/// <param name="IsDeleted">Whether it goes.</param>
/// <param name="Parameter">The parameter that says so, such as <c>items[0]</c>.</param>
internal sealed record ItemChange(string? Id, StripeDocument? Price, long? Quantity, bool IsDeleted, string Parameter);

/// <summary>A change of a subscription's items or of its cycle.</summary>
/// <param name="Items">What becomes of which item; the others stay.</param>
/// <param name="ProrationBehavior"><c>create_prorations</c>, <c>always_invoice</c> or <c>none</c>.</param>
/// <param name="At">The moment as of which it is prorated, in Stripe's seconds.</param>
/// <param name="ResetsCycle">Whether a new period begins.</param>
internal sealed record SubscriptionChange(IReadOnlyList<ItemChange> Items, string ProrationBehavior, long At, bool ResetsCycle)
{
    /// <summary>What the change comes to: computed for a preview and for the change itself by the same rules.</summary>
    /// <exception cref="StripeApiException">400: it cannot be done.</exception>
    public ChangeResult Apply(UnitOfWork work, StripeDocument subscription)
    {
        EnsureWithinPeriod(subscription);
        var items = ItemsAfter(work, subscription);
        var isTrial = subscription.Status == "trialing";
        var resets = !isTrial && (ResetsCycle || ChangesInterval(subscription, items));
        var prorations = isTrial || ProrationBehavior == "none" ? [] : Prorate(work, subscription, items, resets);
        if (!resets)
        {
            return new ChangeResult(items, prorations, [], null, prorations.Count > 0 && ProrationBehavior == "always_invoice");
        }

        foreach (var item in items)
        {
            Subscriptions.SetPeriod(item, BillingPeriod.From(work.Now, item["price"]!["recurring"]!.AsObject()));
        }

        return new ChangeResult(items, prorations, [.. items.Select(item => InvoiceLines.ForPeriod(work, item))], work.Now, IsInvoicedNow: true);
    }

    private static bool ChangesInterval(StripeDocument subscription, IReadOnlyList<JsonObject> items) => items.Any(item =>
        Find(Subscriptions.Items(subscription), item) is { } old && !SameInterval(old["price"]!["recurring"]!, item["price"]!["recurring"]!));

    private static bool SameInterval(JsonNode one, JsonNode other) =>
        JsonNode.DeepEquals(one["interval"], other["interval"]) && JsonNode.DeepEquals(one["interval_count"], other["interval_count"]);

    private static JsonObject? Find(IEnumerable<JsonObject> items, JsonObject item) =>
        items.FirstOrDefault(other => JsonNode.DeepEquals(other["id"], item["id"]));

    private List<JsonObject> Prorate(UnitOfWork work, StripeDocument subscription, IReadOnlyList<JsonObject> after, bool resets)
    {
        var lines = new List<JsonObject>();
        foreach (var old in Subscriptions.Items(subscription))
        {
            var item = Find(after, old);
            if (resets || item is null || !Same(old, item))
            {
                lines.Add(Prorations.Credit(work, subscription, old, At));
            }

            if (!resets && item is not null && !Same(old, item))
            {
                lines.Add(Charge(work, subscription, item));
            }
        }

        if (!resets)
        {
            lines.AddRange(after.Where(item => Find(Subscriptions.Items(subscription), item) is null).Select(item => Charge(work, subscription, item)));
        }

        return lines;
    }

    private JsonObject Charge(UnitOfWork work, StripeDocument subscription, JsonObject item) =>
        Prorations.Charge(work, item, item["price"]!["unit_amount"]!.GetValue<long>() * item["quantity"]!.GetValue<long>(), At);

    private static bool Same(JsonObject one, JsonObject other) =>
        JsonNode.DeepEquals(one["price"]!["id"], other["price"]!["id"]) && JsonNode.DeepEquals(one["quantity"], other["quantity"]);

    private List<JsonObject> ItemsAfter(UnitOfWork work, StripeDocument subscription)
    {
        var items = Subscriptions.Items(subscription).Select(item => item.DeepClone().AsObject()).ToList();
        foreach (var change in Items)
        {
            if (change.Id is null)
            {
                items.Add(Added(work, subscription, change, items));
                continue;
            }

            var item = items.FirstOrDefault(item => item["id"]!.GetValue<string>() == change.Id)
                ?? throw StripeErrors.NoSuchReference("subscription_item", change.Id, change.Parameter + "[id]");
            if (change.IsDeleted)
            {
                items.Remove(item);
            }
            else
            {
                Subscriptions.Write(item, PriceFor(subscription, change), change.Quantity);
            }
        }

        return items.Count > 0
            ? items
            : throw StripeErrors.Refused("A subscription must have at least one active price. To end it, cancel it.", parameter: "items");
    }

    private static JsonObject Added(UnitOfWork work, StripeDocument subscription, ItemChange change, List<JsonObject> items)
    {
        var price = PriceFor(subscription, change) ?? throw StripeErrors.Missing(change.Parameter + "[price]");
        if (items.Any(item => item["price"]!["id"]!.GetValue<string>() == price["id"]!.GetValue<string>()))
        {
            throw StripeErrors.Refused(
                $"Cannot add multiple subscription items with the same price: {price["id"]}. Send the id of the item to change it.",
                parameter: change.Parameter + "[price]");
        }

        return Subscriptions.CreateItem(subscription.Id, price, change.Quantity ?? 1, Subscriptions.PeriodOf(subscription), work.Now);
    }

    private static JsonObject? PriceFor(StripeDocument subscription, ItemChange change)
    {
        var price = change.Price;
        if (price is not null && price.Json["recurring"] is null)
        {
            throw StripeErrors.Refused("A subscription takes recurring prices only.", parameter: change.Parameter + "[price]");
        }

        return price is null || price.Text("currency") == subscription.Text("currency")
            ? price?.Json
            : throw StripeErrors.Refused(
                $"The price specified only supports `{price.Text("currency")}`. This doesn't match the expected currency: `{subscription.Text("currency")}`.",
                parameter: change.Parameter + "[price]");
    }

    private void EnsureWithinPeriod(StripeDocument subscription)
    {
        var period = Subscriptions.PeriodOf(subscription);
        if (At < period.Start || At > period.End)
        {
            throw StripeErrors.Refused("Cannot specify proration date outside of current subscription period.", parameter: "proration_date");
        }
    }
}

/// <summary>What a change of a subscription comes to.</summary>
/// <param name="Items">The items afterwards.</param>
/// <param name="Prorations">The lines that settle the running period.</param>
/// <param name="PeriodLines">The lines of the new period, when one begins.</param>
/// <param name="Anchor">When the new period begins, in Stripe's seconds; null when the running one stays.</param>
/// <param name="IsInvoicedNow">Whether an invoice is made at once; else what there is to settle waits for the next one.</param>
internal sealed record ChangeResult(
    IReadOnlyList<JsonObject> Items,
    IReadOnlyList<JsonObject> Prorations,
    IReadOnlyList<JsonObject> PeriodLines,
    long? Anchor,
    bool IsInvoicedNow)
{
    /// <summary>Writes the items and the cycle into the subscription.</summary>
    public void WriteTo(StripeDocument subscription)
    {
        subscription.Json["items"]!["data"] = new JsonArray([.. Items.Select(item => item.DeepClone())]);
        if (Anchor is { } anchor)
        {
            subscription.Json["billing_cycle_anchor"] = anchor;
        }
    }
}
