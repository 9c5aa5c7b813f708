using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/payment_methods. New ones come from the checkout page, or from test tokens such as <c>pm_card_visa</c>.</summary>
internal static class PaymentMethodsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/payment_methods", List, ["customer", "type", .. ListPage.Parameters]);
        routes.Get("/v1/payment_methods/{id}", call => call.Target("payment_method").Json);
        routes.Post("/v1/payment_methods/{id}/attach", Attach, "customer");
        routes.Post("/v1/payment_methods/{id}/detach", Detach);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("payment_method")
            .Where("customer", call.RequiredReference("customer", "customer").Id)
            .Where("type", call.Parameters.Text("type")));

    private static JsonObject Attach(ApiCall call)
    {
        var customer = call.RequiredReference("customer", "customer");
        var paymentMethod = CustomerCards.Resolve(call.Work, call.RouteId, parameter: null);
        CustomerCards.Attach(call.Work, paymentMethod, customer);
        return paymentMethod.Json;
    }

    private static JsonObject Detach(ApiCall call)
    {
        var paymentMethod = call.Target("payment_method");
        CustomerCards.Detach(call.Work, paymentMethod);
        return paymentMethod.Json;
    }
}
