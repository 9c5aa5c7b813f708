using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/test_helpers/test_clocks.</summary>
internal static class TestClocksApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/test_helpers/test_clocks", Create, "frozen_time", "name");
        routes.Get("/v1/test_helpers/test_clocks", call => ListPage.Of(call, new DocumentQuery(TestClocks.Kind)), ListPage.Parameters);
        routes.Get("/v1/test_helpers/test_clocks/{id}", call => call.LiveTarget(TestClocks.Kind).Json);
        routes.Post("/v1/test_helpers/test_clocks/{id}/advance", Advance, "frozen_time");
        routes.Delete("/v1/test_helpers/test_clocks/{id}", Delete);
    }

    private static JsonObject Create(ApiCall call)
    {
        var clock = TestClocks.Create(call.Parameters.RequiredInteger("frozen_time"), call.Parameters.Text("name"), call.Work.Now);
        call.Work.Save(clock, TestClocks.Kind + ".created");
        return clock.Json;
    }

    private static JsonObject Advance(ApiCall call)
    {
        var clock = call.LiveTarget(TestClocks.Kind);
        TestClocks.Start(call.Work, clock, call.Parameters.RequiredInteger("frozen_time"));
        return clock.Json;
    }

    private static JsonObject Delete(ApiCall call)
    {
        var clock = call.LiveTarget(TestClocks.Kind);
        TestClocks.Delete(call.Work, clock);
        return DeletedObject.Of(clock);
    }
}
