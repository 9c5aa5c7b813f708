using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/setup_intents, to read: they come from checkouts with nothing to pay.</summary>
internal static class SetupIntentsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get(
            "/v1/setup_intents",
            call => ListPage.Of(call, new DocumentQuery("setup_intent").Where("customer", call.Parameters.Text("customer")).WhereCreated(call.Parameters)),
            ["customer", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/setup_intents/{id}", call => call.Target("setup_intent").Json, "client_secret");
    }
}
