using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/billing_portal/configurations. Changing plans is not simulated in the portal, so it cannot be allowed.</summary>
internal static class PortalConfigurationsApi
{
    private const string Cancel = "features[subscription_cancel]";

    private static readonly string[] BusinessProfile = ["headline", "privacy_policy_url", "terms_of_service_url"];
    private static readonly string[] Features =
        ["customer_update", "invoice_history", "payment_method_update", "subscription_cancel", "subscription_update"];

    private static readonly string[] Writable =
    [
        "default_return_url", "name", "metadata", "metadata[*]", "login_page[enabled]",
        Cancel + "[mode]", Cancel + "[proration_behavior]", Cancel + "[cancellation_reason][enabled]",
        Cancel + "[cancellation_reason][options][]", "features[customer_update][allowed_updates][]",
        .. BusinessProfile.Select(property => $"business_profile[{property}]"),
        .. Features.Select(feature => $"features[{feature}][enabled]"),
    ];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/billing_portal/configurations", Create, Writable);
        routes.Get("/v1/billing_portal/configurations", List, ["active", "is_default", .. ListPage.Parameters]);
        routes.Get("/v1/billing_portal/configurations/{id}", call => call.Target(PortalConfigurations.Kind).Json);
        routes.Post("/v1/billing_portal/configurations/{id}", Update, ["active", .. Writable]);
    }

    private static JsonObject Create(ApiCall call)
    {
        if (!call.Parameters.Has("features"))
        {
            throw StripeErrors.Missing("features");
        }

        var configuration = PortalConfigurations.Create(call.Work.Now);
        Write(call.Parameters, configuration.Json);
        call.Work.Save(configuration, "billing_portal.configuration.created");
        return configuration.Json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery(PortalConfigurations.Kind)
            .Where("active", call.Parameters.Boolean("active"))
            .Where("is_default", call.Parameters.Boolean("is_default")));

    private static JsonObject Update(ApiCall call)
    {
        var configuration = call.Target(PortalConfigurations.Kind);
        var before = configuration.Json.DeepClone().AsObject();
        Write(call.Parameters, configuration.Json);
        configuration.Json["active"] = call.Parameters.Boolean("active") ?? configuration.Flag("active");
        if (PreviousAttributes.Of(before, configuration.Json) is { } previous)
        {
            configuration.Json["updated"] = call.Work.Now;
            call.Work.Save(configuration, "billing_portal.configuration.updated", previous);
        }

        return configuration.Json;
    }

    private static void Write(ApiParameters parameters, JsonObject json)
    {
        parameters.CopyTexts(json, "default_return_url", "name");
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        json["login_page"]!["enabled"] = parameters.Boolean("login_page[enabled]") ?? json["login_page"]!["enabled"]!.GetValue<bool>();
        foreach (var property in BusinessProfile.Where(property => parameters.Has($"business_profile[{property}]")))
        {
            json["business_profile"]![property] = parameters.Text($"business_profile[{property}]");
        }

        foreach (var feature in Features)
        {
            WriteFeature(parameters, json["features"]![feature]!.AsObject(), feature);
        }
    }

    private static void WriteFeature(ApiParameters parameters, JsonObject feature, string name)
    {
        var enabled = $"features[{name}][enabled]";
        feature["enabled"] = parameters.Boolean(enabled) ?? feature["enabled"]!.GetValue<bool>();
        switch (name)
        {
            case "subscription_update" when parameters.Boolean(enabled) is true:
                throw StripeErrors.Refused("The simulated portal cannot change plans.", parameter: enabled);
            case "customer_update" when parameters.Has("features[customer_update][allowed_updates]"):
                feature["allowed_updates"] = Words(parameters, "features[customer_update][allowed_updates]");
                break;
            case "subscription_cancel":
                WriteCancellation(parameters, feature);
                break;
        }
    }

    private static void WriteCancellation(ApiParameters parameters, JsonObject feature)
    {
        feature["mode"] = parameters.OneOf(Cancel + "[mode]", "at_period_end", "immediately") ?? feature["mode"]!.GetValue<string>();
        feature["proration_behavior"] = parameters.OneOf(Cancel + "[proration_behavior]", "none", "create_prorations")
            ?? feature["proration_behavior"]!.GetValue<string>();
        var reason = feature["cancellation_reason"]!.AsObject();
        reason["enabled"] = parameters.Boolean(Cancel + "[cancellation_reason][enabled]") ?? reason["enabled"]!.GetValue<bool>();
        if (parameters.Has(Cancel + "[cancellation_reason][options]"))
        {
            reason["options"] = Words(parameters, Cancel + "[cancellation_reason][options]");
        }
    }

    private static JsonArray Words(ApiParameters parameters, string name) =>
        new([.. parameters.Texts(name).Select(word => JsonValue.Create(word))]);
}
