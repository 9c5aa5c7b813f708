using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/products.</summary>
internal static class ProductsApi
{
    private static readonly string[] Writable =
    [
        "name", "description", "active", "metadata", "metadata[*]", "statement_descriptor", "tax_code", "unit_label", "url",
        "images[]", "marketing_features[][name]",
    ];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/products", Create, ["id", "type", .. Writable]);
        routes.Get("/v1/products", List, ["active", "ids[]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/products/{id}", call => call.Target("product").Json);
        routes.Post("/v1/products/{id}", Update, ["default_price", .. Writable]);
        routes.Delete("/v1/products/{id}", Delete);
    }

    private static JsonObject Create(ApiCall call)
    {
        var json = ObjectTemplate.Create("product");
        call.Parameters.RequiredText("name");
        json["id"] = call.Parameters.Text("id") ?? StripeId.New("prod", 14);
        json["created"] = call.Work.Now;
        if (call.Work.Find("product", json["id"]!.GetValue<string>()) is not null)
        {
            throw StripeErrors.Refused("A product with this id exists already.", "resource_already_exists", "id");
        }

        var product = new StripeDocument("product", json);
        Write(call, json);
        call.Work.Save(product, "product.created");
        return json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("product")
            .Where("active", call.Parameters.Boolean("active"))
            .WhereAny("id", call.Parameters.Texts("ids"))
            .WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var product = call.LiveTarget("product");
        var before = product.Json.DeepClone().AsObject();
        Write(call, product.Json);
        product.Json["default_price"] = call.Reference("price", "default_price")?.Id ?? product.Text("default_price");
        if (PreviousAttributes.Of(before, product.Json) is { } previous)
        {
            call.Work.Save(product, "product.updated", previous);
        }

        return product.Json;
    }

    private static JsonObject Delete(ApiCall call)
    {
        var product = call.LiveTarget("product");
        if (call.Work.Store.Documents.All(new DocumentQuery("price").Where("product", product.Id)).Count > 0)
        {
            throw StripeErrors.Refused("A product that has prices cannot be deleted. Archive it: set active to false.");
        }

        call.Work.Emit("product.deleted", product);
        var deleted = product with { Json = DeletedObject.Of(product) };
        call.Work.Save(deleted);
        return deleted.Json;
    }

    private static void Write(ApiCall call, JsonObject json)
    {
        var parameters = call.Parameters;
        parameters.CopyTexts(json, "name", "description", "statement_descriptor", "tax_code", "unit_label", "url");
        json["active"] = parameters.Boolean("active") ?? json["active"]!.GetValue<bool>();
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        if (parameters.Has("images"))
        {
            json["images"] = new JsonArray([.. parameters.Texts("images").Select(image => JsonValue.Create(image))]);
        }

        if (parameters.Has("marketing_features"))
        {
            json["marketing_features"] = new JsonArray(
                [.. parameters.Items("marketing_features").Select(item => new JsonObject { ["name"] = parameters.Text(item + "[name]") })]);
        }

        json["updated"] = call.Work.Now;
    }
}
