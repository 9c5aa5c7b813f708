using System.Text.Json.Nodes;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/invoices and /v1/invoice_payments, to read: invoices come from subscriptions.</summary>
internal static class InvoicesApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/invoices", List, ["customer", "subscription", "status", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/invoices/{id}", call => call.Target("invoice").Json);
        routes.Get(
            "/v1/invoice_payments",
            ListPayments,
            ["invoice", "status", "payment[type]", "payment[payment_intent]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/invoice_payments/{id}", call => call.Target("invoice_payment").Json);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("invoice")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("parent.subscription_details.subscription", call.Parameters.Text("subscription"))
            .Where("status", call.Parameters.Text("status"))
            .WhereCreated(call.Parameters));

    private static JsonObject ListPayments(ApiCall call)
    {
        if (call.Parameters.Has("payment"))
        {
            call.Parameters.RequiredText("payment[type]");
        }

        return ListPage.Of(
            call,
            new DocumentQuery("invoice_payment")
                .Where("invoice", call.Parameters.Text("invoice"))
                .Where("payment.type", call.Parameters.Text("payment[type]"))
                .Where("payment.payment_intent", call.Parameters.Text("payment[payment_intent]"))
                .Where("status", call.Parameters.Text("status"))
                .WhereCreated(call.Parameters));
    }
}
