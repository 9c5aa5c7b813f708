using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/subscription_items: the items of subscriptions, changed by the rules of a subscription's update.</summary>
internal static class SubscriptionItemsApi
{
    private static readonly string[] Writable = ["price", "quantity", "off_session", "payment_behavior", "proration_behavior", "proration_date"];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/subscription_items", List, ["subscription", .. ListPage.Parameters]);
        routes.Post("/v1/subscription_items", Create, ["subscription", .. Writable]);
        routes.Get("/v1/subscription_items/{id}", call => Find(Owner(call), call.RouteId));
        routes.Post("/v1/subscription_items/{id}", Update, Writable);
        routes.Delete("/v1/subscription_items/{id}", Delete, "proration_behavior", "proration_date");
    }

    private static JsonObject List(ApiCall call) => ListPage.List(
        Subscriptions.Items(call.RequiredReference("subscription", "subscription")).Select(item => item.DeepClone().AsObject()), call.Path);

    private static JsonObject Create(ApiCall call)
    {
        var subscription = call.RequiredReference("subscription", "subscription");
        call.RequiredReference("price", "price");
        Change(call, subscription, new ItemChange(null, call.Reference("price", "price"), call.Parameters.Integer("quantity"), false, "item"));
        return Subscriptions.Items(subscription).Last();
    }

    private static JsonObject Update(ApiCall call)
    {
        var subscription = Owner(call);
        var change = new ItemChange(call.RouteId, call.Reference("price", "price"), call.Parameters.Integer("quantity"), false, "item");
        Change(call, subscription, change);
        return Find(subscription, call.RouteId);
    }

    private static JsonObject Delete(ApiCall call)
    {
        Change(call, Owner(call), new ItemChange(call.RouteId, null, null, IsDeleted: true, "item"));
        return new JsonObject { ["id"] = call.RouteId, ["object"] = "subscription_item", ["deleted"] = true };
    }

    private static void Change(ApiCall call, StripeDocument subscription, ItemChange item)
    {
        call.Work.FollowClockOf(subscription);
        var change = new SubscriptionChange(
            [item], ItemParameters.ProrationBehavior(call.Parameters), call.Parameters.Integer("proration_date") ?? call.Work.Now, ResetsCycle: false);
        SubscriptionUpdate.Run(
            call.Work, subscription, subscription.Json.DeepClone().AsObject(), change, SubscriptionsApi.PaymentBehavior(call.Parameters));
    }

    private static StripeDocument Owner(ApiCall call) =>
        call.Work.All(new DocumentQuery("subscription").Where("status", "canceled", "<>"))
            .FirstOrDefault(subscription => Subscriptions.Items(subscription).Any(item => item["id"]!.GetValue<string>() == call.RouteId))
        ?? throw StripeErrors.NoSuchObject("subscription_item", call.RouteId);

    private static JsonObject Find(StripeDocument subscription, string id) =>
        Subscriptions.Items(subscription).First(item => item["id"]!.GetValue<string>() == id);
}
