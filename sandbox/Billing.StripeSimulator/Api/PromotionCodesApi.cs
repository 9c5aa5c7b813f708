using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/promotion_codes: what customers type to get a coupon.</summary>
internal static class PromotionCodesApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post(
            "/v1/promotion_codes",
            Create,
            [
                "promotion[type]", "promotion[coupon]", "active", "code", "customer", "expires_at", "max_redemptions", "metadata", "metadata[*]",
                "restrictions[first_time_transaction]", "restrictions[minimum_amount]", "restrictions[minimum_amount_currency]",
            ]);
        routes.Get("/v1/promotion_codes", List, ["active", "code", "coupon", "customer", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/promotion_codes/{id}", call => call.Target("promotion_code").Json);
        routes.Post("/v1/promotion_codes/{id}", Update, "active", "metadata", "metadata[*]");
    }

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        parameters.RequiredText("promotion[type]");
        parameters.OneOf("promotion[type]", "coupon");
        var coupon = call.RequiredReference("coupon", "promotion[coupon]");
        var code = parameters.Text("code") ?? StripeId.RandomText(8).ToUpperInvariant();
        if (Coupons.FindCode(call.Work, code) is not null)
        {
            throw StripeErrors.Refused($"An active promotion code with `code: {code}` already exists.", parameter: "code");
        }

        var json = ObjectTemplate.Create("promotion_code");
        json["id"] = StripeId.New("promo");
        json["active"] = parameters.Boolean("active") ?? true;
        json["code"] = code;
        json["created"] = call.Work.Now;
        json["customer"] = call.Reference("customer", "customer")?.Id;
        json["expires_at"] = parameters.Integer("expires_at");
        json["max_redemptions"] = parameters.Integer("max_redemptions");
        json["metadata"] = parameters.MergeMap("metadata", null);
        json["promotion"]!["coupon"] = coupon.Id;
        json["restrictions"]!["first_time_transaction"] = parameters.Boolean("restrictions[first_time_transaction]") ?? false;
        if (parameters.Integer("restrictions[minimum_amount]") is { } minimum)
        {
            json["restrictions"]!["minimum_amount"] = minimum;
            json["restrictions"]!["minimum_amount_currency"] = CurrencyParameter.Required(parameters, "restrictions[minimum_amount_currency]");
        }

        call.Work.Save(new StripeDocument("promotion_code", json), "promotion_code.created");
        return json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("promotion_code")
            .Where("active", call.Parameters.Boolean("active"))
            .Where("code", call.Parameters.Text("code"))
            .Where("promotion.coupon", call.Parameters.Text("coupon"))
            .Where("customer", call.Parameters.Text("customer"))
            .WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var code = call.Target("promotion_code");
        var before = code.Json.DeepClone().AsObject();
        code.Json["active"] = call.Parameters.Boolean("active") ?? code.Flag("active");
        code.Json["metadata"] = call.Parameters.MergeMap("metadata", code.Json["metadata"]);
        if (PreviousAttributes.Of(before, code.Json) is { } previous)
        {
            call.Work.Save(code, "promotion_code.updated", previous);
        }

        return code.Json;
    }
}
