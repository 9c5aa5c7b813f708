using System.Text.Json.Nodes;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/events.</summary>
internal static class EventsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/events", List, ["type", "types[]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/events/{id}", call => Show(call.Work, call.Target("event")));
    }

    /// <summary>An event with the number of endpoints that have not received it yet.</summary>
    public static JsonObject Show(UnitOfWork work, StripeDocument stored)
    {
        var json = stored.Json.DeepClone().AsObject();
        json["pending_webhooks"] = work.Store.Deliveries.PendingOf(stored.Id);
        return json;
    }

    private static JsonObject List(ApiCall call)
    {
        var query = new DocumentQuery("event").WhereAny("type", call.Parameters.Texts("types")).WhereCreated(call.Parameters);
        // A type may end in .* or *, which GLOB understands as Stripe does.
        return ListPage.Of(call, query.Where("type", call.Parameters.Text("type"), "GLOB"), stored => Show(call.Work, stored));
    }
}
