using System.Text.Json;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>Brings products and prices of a Stripe account in line with the plan file.</summary>
internal sealed class StripeCatalog(StripeAccount account)
{
    /// <summary>Stripe looks for at most ten lookup keys at once.</summary>
    private const int MaxLookupKeys = 10;

    private static readonly Dictionary<string, object> Archived = new() { ["active"] = false };

    /// <summary>Creates and changes what differs.</summary>
    /// <returns>Stripe's id of the price of each lookup key.</returns>
    public async Task<IReadOnlyDictionary<string, string>> BringInLineAsync(
        PlanFile file, TextWriter progress, CancellationToken cancellationToken)
    {
        Dictionary<string, JsonElement> existing = await FindPricesAsync(file, cancellationToken);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (PlanEntry plan in file.Plans.Where(p => p.Prices.Count > 0))
        {
            string product = await BringInLineAsync(plan, progress, cancellationToken);
            foreach (PriceEntry price in plan.Prices)
            {
                JsonElement? found = existing.TryGetValue(price.LookupKey, out JsonElement element) ? element : null;
                ids[price.LookupKey] = await BringInLineAsync(price, product, found, progress, cancellationToken);
            }
        }

        return ids;
    }

    private async Task<Dictionary<string, JsonElement>> FindPricesAsync(PlanFile file, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string[] keys in file.Plans.SelectMany(p => p.Prices).Select(p => p.LookupKey).Chunk(MaxLookupKeys))
        {
            var parameters = new Dictionary<string, object> { ["active"] = true, ["lookup_keys"] = keys };
            foreach (JsonElement price in await account.ListAsync("/v1/prices", parameters, cancellationToken))
            {
                found[price.GetProperty("lookup_key").GetString()!] = price;
            }
        }

        return found;
    }

    /// <summary>The product's id follows from the plan's code, so that it is found again without a search.</summary>
    private async Task<string> BringInLineAsync(PlanEntry plan, TextWriter progress, CancellationToken cancellationToken)
    {
        string id = $"billing_plan_{plan.Code}";
        var wanted = new Dictionary<string, object> { ["name"] = plan.Name, ["active"] = true };
        JsonElement? found = await account.FindAsync($"/v1/products/{Uri.EscapeDataString(id)}", cancellationToken);
        if (found is not { } product)
        {
            wanted["id"] = id;
            if (plan.Description is not null)
            {
                wanted["description"] = plan.Description;
            }

            await account.PostAsync("/v1/products", wanted, idempotencyKey: null, cancellationToken);
            await progress.WriteLineAsync($"product {id}: created");
        }
        else if (TextOf(product, "name") != plan.Name || TextOf(product, "description") != plan.Description || !IsActive(product))
        {
            // Stripe takes a description away for an empty one, and keeps it where none is told.
            wanted["description"] = plan.Description ?? "";
            await account.PostAsync($"/v1/products/{Uri.EscapeDataString(id)}", wanted, idempotencyKey: null, cancellationToken);
            await progress.WriteLineAsync($"product {id}: updated");
        }
        else
        {
            await progress.WriteLineAsync($"product {id}: up to date");
        }

        return id;
    }

    /// <summary>
    /// Prices cannot be changed at Stripe: another amount is another price, which takes over the lookup key. Subscribers stay on the
    /// old one, which is archived.
    /// </summary>
    private async Task<string> BringInLineAsync(
        PriceEntry price, string product, JsonElement? found, TextWriter progress, CancellationToken cancellationToken)
    {
        if (found is { } existing && IsSame(existing, price, product))
        {
            await progress.WriteLineAsync($"price {price.LookupKey}: up to date");
            return TextOf(existing, "id")!;
        }

        string? oldId = found is { } old ? TextOf(old, "id") : null;
        var wanted = new Dictionary<string, object>
        {
            ["product"] = product,
            ["currency"] = price.Currency.ToLowerInvariant(),
            ["unit_amount"] = price.AmountCents,
            ["recurring"] = new Dictionary<string, object> { ["interval"] = IntervalOf(price) },
            ["lookup_key"] = price.LookupKey,
            ["transfer_lookup_key"] = true,
        };
        string key = $"setup:price:{price.LookupKey}:{price.Currency}:{price.AmountCents}:{IntervalOf(price)}:{product}:{oldId ?? "first"}";
        JsonElement created = await account.PostAsync("/v1/prices", wanted, key, cancellationToken);
        await progress.WriteLineAsync($"price {price.LookupKey}: created {TextOf(created, "id")}");
        if (oldId is not null)
        {
            await account.PostAsync($"/v1/prices/{oldId}", Archived, idempotencyKey: null, cancellationToken);
            await progress.WriteLineAsync($"price {price.LookupKey}: archived {oldId}");
        }

        return TextOf(created, "id")!;
    }

    private static bool IsSame(JsonElement found, PriceEntry price, string product) =>
        TextOf(found, "product") == product
        && found.GetProperty("unit_amount") is { ValueKind: JsonValueKind.Number } amount && amount.GetInt64() == price.AmountCents
        && string.Equals(TextOf(found, "currency"), price.Currency, StringComparison.OrdinalIgnoreCase)
        && found.GetProperty("recurring") is { ValueKind: JsonValueKind.Object } recurring
        && TextOf(recurring, "interval") == IntervalOf(price) && recurring.GetProperty("interval_count").GetInt32() == 1;

    private static string IntervalOf(PriceEntry price) => price.Interval switch
    {
        Domain.Plans.BillingInterval.Month => "month",
        Domain.Plans.BillingInterval.Year => "year",
    };

    private static bool IsActive(JsonElement element) => element.GetProperty("active").GetBoolean();

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
