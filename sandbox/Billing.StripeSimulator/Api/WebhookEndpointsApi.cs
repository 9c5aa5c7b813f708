using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/webhook_endpoints. The signing secret is shown once, when the endpoint is made.</summary>
internal static class WebhookEndpointsApi
{
    /// <summary>Where an endpoint keeps its signing secret.</summary>
    public const string Secret = "secret";

    private static readonly string[] Writable = ["url", "enabled_events[]", "description", "metadata", "metadata[*]"];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/webhook_endpoints", Create, ["api_version", "connect", .. Writable]);
        routes.Get("/v1/webhook_endpoints", call => ListPage.Of(call, new DocumentQuery("webhook_endpoint")), ListPage.Parameters);
        routes.Get("/v1/webhook_endpoints/{id}", call => call.LiveTarget("webhook_endpoint").Json);
        routes.Post("/v1/webhook_endpoints/{id}", Update, ["disabled", .. Writable]);
        routes.Delete("/v1/webhook_endpoints/{id}", Delete);
    }

    private static JsonObject Create(ApiCall call)
    {
        call.Parameters.RequiredText("url");
        if (call.Parameters.Texts("enabled_events").Count == 0)
        {
            throw StripeErrors.Missing("enabled_events");
        }

        var json = ObjectTemplate.Create("webhook_endpoint");
        json["id"] = StripeId.New("we");
        json["created"] = call.Work.Now;
        json["api_version"] = call.Parameters.Text("api_version");
        Write(call, json);
        var secret = StripeId.New("whsec", 32);
        call.Work.Save(new StripeDocument("webhook_endpoint", json) with { Hidden = new JsonObject { [Secret] = secret } });

        var answer = json.DeepClone().AsObject();
        answer[Secret] = secret;
        return answer;
    }

    private static JsonObject Update(ApiCall call)
    {
        var endpoint = call.LiveTarget("webhook_endpoint");
        Write(call, endpoint.Json);
        if (call.Parameters.Boolean("disabled") is { } disabled)
        {
            endpoint.Json["status"] = disabled ? "disabled" : "enabled";
        }

        call.Work.Save(endpoint);
        if (endpoint.Status == "disabled")
        {
            call.Work.Store.Deliveries.Abandon(endpoint.Id);
        }

        return endpoint.Json;
    }

    private static JsonObject Delete(ApiCall call)
    {
        var endpoint = call.LiveTarget("webhook_endpoint");
        var deleted = endpoint with { Json = DeletedObject.Of(endpoint) };
        call.Work.Save(deleted);
        call.Work.Store.Deliveries.Abandon(endpoint.Id);
        return deleted.Json;
    }

    private static void Write(ApiCall call, JsonObject json)
    {
        var parameters = call.Parameters;
        if (parameters.Text("url") is { } url)
        {
            json["url"] = UrlParameter.IsWeb(url)
                ? url
                : throw StripeErrors.Invalid("url", "Invalid URL: it has to begin with http:// or https://.", "url_invalid");
        }

        if (parameters.Has("enabled_events"))
        {
            json["enabled_events"] = new JsonArray([.. parameters.Texts("enabled_events").Select(type => JsonValue.Create(type))]);
        }

        parameters.CopyTexts(json, "description");
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
    }
}
