using System.Text.Json.Nodes;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/charges, to read: charges are made by paying intents.</summary>
internal static class ChargesApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/charges", List, ["customer", "payment_intent", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/charges/{id}", call => call.Target("charge").Json);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("charge")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("payment_intent", call.Parameters.Text("payment_intent"))
            .WhereCreated(call.Parameters));
}
