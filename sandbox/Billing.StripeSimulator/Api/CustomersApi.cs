using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/customers.</summary>
internal static class CustomersApi
{
    private static readonly string[] AddressLines = ["city", "country", "line1", "line2", "postal_code", "state"];

    private static readonly string[] Writable =
    [
        "email", "name", "description", "phone", "balance", "preferred_locales[]", "metadata", "metadata[*]",
        "invoice_settings[default_payment_method]",
        .. AddressLines.Select(line => $"address[{line}]"),
    ];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/customers", Create, ["payment_method", .. Writable]);
        routes.Get("/v1/customers", List, ["email", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/customers/{id}", call => call.Target("customer").Json);
        routes.Post("/v1/customers/{id}", Update, Writable);
        routes.Delete("/v1/customers/{id}", Delete);
        routes.Get("/v1/customers/{id}/payment_methods", ListPaymentMethods, ["type", .. ListPage.Parameters]);
    }

    private static JsonObject Create(ApiCall call)
    {
        var customer = Customers.Create(call.Work.Now);
        Write(call, customer);
        call.Work.Save(customer, "customer.created");
        if (call.Parameters.Text("payment_method") is { } paymentMethod)
        {
            CustomerCards.Attach(call.Work, CustomerCards.Resolve(call.Work, paymentMethod, "payment_method"), customer);
        }

        return customer.Json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call, new DocumentQuery("customer").Where("email", call.Parameters.Text("email")).WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var customer = call.LiveTarget("customer");
        var before = customer.Json.DeepClone().AsObject();
        Write(call, customer);
        if (PreviousAttributes.Of(before, customer.Json) is { } previous)
        {
            call.Work.Save(customer, "customer.updated", previous);
        }

        return customer.Json;
    }

    /// <summary>Deletes for good: what is left is a stub, and the customer's subscriptions end at once.</summary>
    private static JsonObject Delete(ApiCall call)
    {
        var customer = call.LiveTarget("customer");
        var live = new DocumentQuery("subscription").Where("customer", customer.Id).Where("status", "canceled", "<>");
        foreach (var subscription in call.Work.Store.Documents.All(live))
        {
            SubscriptionEnd.Now(call.Work, subscription, "cancellation_requested");
        }

        call.Work.Emit("customer.deleted", customer);
        var deleted = Customers.Deleted(customer);
        call.Work.Save(deleted);
        return deleted.Json;
    }

    private static JsonObject ListPaymentMethods(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("payment_method")
            .Where("customer", call.LiveTarget("customer").Id)
            .Where("type", call.Parameters.Text("type")));

    private static void Write(ApiCall call, StripeDocument customer)
    {
        var (json, parameters) = (customer.Json, call.Parameters);
        parameters.CopyTexts(json, "email", "name", "description", "phone");
        json["balance"] = parameters.Integer("balance") ?? customer.Number("balance");
        if (parameters.Has("preferred_locales"))
        {
            json["preferred_locales"] = new JsonArray([.. parameters.Texts("preferred_locales").Select(locale => JsonValue.Create(locale))]);
        }

        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        if (parameters.Has("address"))
        {
            json["address"] = new JsonObject(AddressLines.Select(
                line => KeyValuePair.Create<string, JsonNode?>(line, parameters.Text($"address[{line}]"))));
        }

        if (call.Reference("payment_method", "invoice_settings[default_payment_method]") is { } paymentMethod)
        {
            json["invoice_settings"]!["default_payment_method"] = paymentMethod.Text("customer") == customer.Id
                ? paymentMethod.Id
                : throw StripeErrors.Refused(
                    "The payment method has to be attached to the customer before it becomes their default.",
                    "resource_missing",
                    "invoice_settings[default_payment_method]");
        }
    }
}
