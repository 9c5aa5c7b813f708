using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/prices: a fixed amount per unit, once or by interval.</summary>
internal static class PricesApi
{
    private static readonly string[] Writable =
        ["active", "lookup_key", "metadata", "metadata[*]", "nickname", "tax_behavior", "transfer_lookup_key"];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post(
            "/v1/prices",
            Create,
            [
                "currency", "product", "product_data[name]", "product_data[metadata][*]", "unit_amount", "billing_scheme",
                "recurring[interval]", "recurring[interval_count]", "recurring[usage_type]", .. Writable,
            ]);
        routes.Get(
            "/v1/prices",
            List,
            ["active", "currency", "lookup_keys[]", "product", "type", "recurring[interval]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/prices/{id}", call => call.Target("price").Json);
        routes.Post("/v1/prices/{id}", Update, Writable);
    }

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        parameters.OneOf("billing_scheme", "per_unit");
        var currency = CurrencyParameter.Required(parameters, "currency");
        var unitAmount = parameters.RequiredInteger("unit_amount");
        if (unitAmount < 0)
        {
            throw StripeErrors.InvalidInteger("unit_amount", "Invalid non-negative integer.");
        }

        var recurring = parameters.Has("recurring") ? Recurring(parameters) : null;
        var price = Prices.Create(ProductFor(call), currency, unitAmount, recurring, call.Work.Now);
        Write(call, price);
        call.Work.Save(price, "price.created");
        return price.Json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("price")
            .Where("active", call.Parameters.Boolean("active"))
            .Where("currency", call.Parameters.Text("currency"))
            .Where("product", call.Parameters.Text("product"))
            .Where("type", call.Parameters.Text("type"))
            .Where("recurring.interval", call.Parameters.Text("recurring[interval]"))
            .WhereAny("lookup_key", call.Parameters.Texts("lookup_keys"))
            .WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var price = call.Target("price");
        var before = price.Json.DeepClone().AsObject();
        Write(call, price);
        if (PreviousAttributes.Of(before, price.Json) is { } previous)
        {
            call.Work.Save(price, "price.updated", previous);
        }

        return price.Json;
    }

    private static JsonObject Recurring(ApiParameters parameters)
    {
        parameters.OneOf("recurring[usage_type]", "licensed");
        parameters.RequiredText("recurring[interval]");
        var interval = parameters.OneOf("recurring[interval]", "day", "week", "month", "year")!;
        var count = parameters.Integer("recurring[interval_count]") ?? 1;
        return count is >= 1 and <= 1095
            ? Prices.Recurring(interval, count)
            : throw StripeErrors.InvalidInteger("recurring[interval_count]", "A period has 1 interval at least, and three years at most.");
    }

    private static string ProductFor(ApiCall call)
    {
        if (!call.Parameters.Has("product_data"))
        {
            return call.RequiredReference("product", "product").Id;
        }

        var json = ObjectTemplate.Create("product");
        json["id"] = StripeId.New("prod", 14);
        json["created"] = call.Work.Now;
        json["metadata"] = call.Parameters.MergeMap("product_data[metadata]", null);
        json["name"] = call.Parameters.RequiredText("product_data[name]");
        json["updated"] = call.Work.Now;
        var product = new StripeDocument("product", json);
        call.Work.Save(product, "product.created");
        return product.Id;
    }

    private static void Write(ApiCall call, StripeDocument price)
    {
        var (json, parameters) = (price.Json, call.Parameters);
        json["active"] = parameters.Boolean("active") ?? price.Flag("active");
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        json["tax_behavior"] = parameters.OneOf("tax_behavior", "exclusive", "inclusive", "unspecified") ?? price.Text("tax_behavior");
        parameters.CopyTexts(json, "nickname");
        if (parameters.Text("lookup_key") is { } lookupKey)
        {
            ReleaseLookupKey(call, price, lookupKey);
        }

        parameters.CopyTexts(json, "lookup_key");
    }

    /// <summary>A lookup key belongs to one price: it is taken from another one only when the caller says so.</summary>
    private static void ReleaseLookupKey(ApiCall call, StripeDocument price, string lookupKey)
    {
        var holders = call.Work.Store.Documents.All(new DocumentQuery("price").Where("lookup_key", lookupKey));
        foreach (var holder in holders.Where(holder => holder.Id != price.Id))
        {
            if (call.Parameters.Boolean("transfer_lookup_key") is not true)
            {
                throw StripeErrors.Refused(
                    $"The price {holder.Id} has the lookup key `{lookupKey}` already. Set transfer_lookup_key to move it.",
                    parameter: "lookup_key");
            }

            holder.Json["lookup_key"] = null;
            call.Work.Save(holder, "price.updated", new JsonObject { ["lookup_key"] = lookupKey });
        }
    }
}
