using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/coupons.</summary>
internal static class CouponsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post(
            "/v1/coupons",
            Create,
            ["id", "amount_off", "currency", "duration", "duration_in_months", "max_redemptions", "metadata", "metadata[*]", "name", "percent_off", "redeem_by"]);
        routes.Get("/v1/coupons", call => ListPage.Of(call, new DocumentQuery("coupon").WhereCreated(call.Parameters)), [.. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/coupons/{id}", call => call.LiveTarget("coupon").Json);
        routes.Post("/v1/coupons/{id}", Update, "metadata", "metadata[*]", "name");
        routes.Delete("/v1/coupons/{id}", Delete);
    }

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var json = ObjectTemplate.Create("coupon");
        json["id"] = parameters.Text("id") ?? StripeId.RandomText(8);
        if (call.Work.Find("coupon", json["id"]!.GetValue<string>()) is { IsDeleted: false })
        {
            throw StripeErrors.Refused("Coupon already exists.", "resource_already_exists", "id");
        }

        json["created"] = call.Work.Now;
        json["metadata"] = parameters.MergeMap("metadata", null);
        parameters.CopyTexts(json, "name");
        json["max_redemptions"] = parameters.Integer("max_redemptions");
        json["redeem_by"] = parameters.Integer("redeem_by");
        WriteTerms(parameters, json);
        WriteDuration(parameters, json);
        call.Work.Save(new StripeDocument("coupon", json), "coupon.created");
        return json;
    }

    private static void WriteTerms(ApiParameters parameters, JsonObject json)
    {
        var amount = parameters.Integer("amount_off");
        if (amount is null == (parameters.Text("percent_off") is null))
        {
            throw StripeErrors.Invalid("percent_off", "You must specify exactly one of: percent_off, amount_off.");
        }

        if (amount is not null)
        {
            json["amount_off"] = amount > 0 ? amount : throw StripeErrors.InvalidInteger("amount_off", "This value must be greater than or equal to 1.");
            json["currency"] = CurrencyParameter.Required(parameters, "currency");
            return;
        }

        json["percent_off"] =
            decimal.TryParse(parameters.Text("percent_off"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100
                ? percent
                : throw StripeErrors.Invalid("percent_off", "A percentage is more than 0 and at most 100.");
    }

    private static void WriteDuration(ApiParameters parameters, JsonObject json)
    {
        var duration = parameters.OneOf("duration", "forever", "once", "repeating") ?? "once";
        var months = parameters.Integer("duration_in_months");
        json["duration"] = duration;
        json["duration_in_months"] = duration == "repeating" == months is > 0
            ? months
            : throw StripeErrors.Invalid("duration_in_months", "A repeating coupon, and only such a one, has duration_in_months.");
    }

    private static JsonObject Update(ApiCall call)
    {
        var coupon = call.LiveTarget("coupon");
        var before = coupon.Json.DeepClone().AsObject();
        coupon.Json["metadata"] = call.Parameters.MergeMap("metadata", coupon.Json["metadata"]);
        call.Parameters.CopyTexts(coupon.Json, "name");
        if (PreviousAttributes.Of(before, coupon.Json) is { } previous)
        {
            call.Work.Save(coupon, "coupon.updated", previous);
        }

        return coupon.Json;
    }

    /// <summary>Nobody can redeem it any more; who has it keeps it.</summary>
    private static JsonObject Delete(ApiCall call)
    {
        var coupon = call.LiveTarget("coupon");
        call.Work.Emit("coupon.deleted", coupon);
        var deleted = coupon with { Json = DeletedObject.Of(coupon), Hidden = new JsonObject { ["terms"] = coupon.Json.DeepClone() } };
        call.Work.Save(deleted);
        return deleted.Json;
    }
}
