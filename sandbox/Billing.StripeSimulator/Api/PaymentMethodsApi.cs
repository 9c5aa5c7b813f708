using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
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
        routes.Post(
            "/v1/payment_methods/{id}",
            Update,
            "metadata", "metadata[*]", "allow_redisplay", "billing_details[email]", "billing_details[name]", "billing_details[phone]",
            "card[exp_month]", "card[exp_year]");
        routes.Post("/v1/payment_methods/{id}/attach", Attach, "customer");
        routes.Post("/v1/payment_methods/{id}/detach", Detach);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("payment_method")
            .Where("customer", call.RequiredReference("customer", "customer").Id)
            .Where("type", call.Parameters.Text("type")));

    private static JsonObject Update(ApiCall call)
    {
        var (paymentMethod, parameters) = (call.Target("payment_method"), call.Parameters);
        var json = paymentMethod.Json;
        if (paymentMethod.Text("customer") is null)
        {
            throw StripeErrors.Refused("A payment method has to be attached to a customer before it can be changed.");
        }

        var before = json.DeepClone().AsObject();
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        json["allow_redisplay"] = parameters.OneOf("allow_redisplay", "always", "limited", "unspecified") ?? paymentMethod.Text("allow_redisplay");
        foreach (var property in (ReadOnlySpan<string>)["email", "name", "phone"])
        {
            if (parameters.Has($"billing_details[{property}]"))
            {
                json["billing_details"]![property] = parameters.Text($"billing_details[{property}]");
            }
        }

        WriteExpiry(parameters, json);
        if (PreviousAttributes.Of(before, json) is { } previous)
        {
            call.Work.Save(paymentMethod, "payment_method.updated", previous);
        }

        return json;
    }

    private static void WriteExpiry(ApiParameters parameters, JsonObject json)
    {
        foreach (var property in (ReadOnlySpan<string>)["exp_month", "exp_year"])
        {
            if (parameters.Integer($"card[{property}]") is { } number)
            {
                var card = json["card"] ?? throw StripeErrors.Invalid($"card[{property}]", "This payment method is not a card.");
                card[property] = property == "exp_month" && number is < 1 or > 12
                    ? throw StripeErrors.Invalid("card[exp_month]", "Your card's expiration month is invalid.", "invalid_expiry_month")
                    : number;
            }
        }
    }

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
