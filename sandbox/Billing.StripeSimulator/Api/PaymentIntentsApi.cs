using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/payment_intents.</summary>
internal static class PaymentIntentsApi
{
    // Stripe takes at most eight digits in most currencies (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
    private const long MaxAmount = 99_999_999;

    private static readonly string[] Writable =
        ["customer", "description", "metadata", "metadata[*]", "payment_method", "payment_method_types[]", "receipt_email",
         "setup_future_usage", "statement_descriptor_suffix"];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post(
            "/v1/payment_intents",
            Create,
            ["amount", "currency", "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]", "capture_method",
             "confirm", "return_url", "off_session", .. Writable]);
        routes.Get("/v1/payment_intents", List, ["customer", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/payment_intents/{id}", call => call.Target("payment_intent").Json, "client_secret");
        routes.Post("/v1/payment_intents/{id}", Update, ["amount", "currency", .. Writable]);
        routes.Post("/v1/payment_intents/{id}/confirm", Confirm, "payment_method", "return_url", "off_session", "receipt_email");
        routes.Post("/v1/payment_intents/{id}/cancel", Cancel, "cancellation_reason");
    }

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var amount = Amount(parameters) ?? throw StripeErrors.Missing("amount");
        var intent = PaymentIntents.Create(amount, CurrencyParameter.Required(parameters, "currency"), call.Work.Now);
        intent.Json["capture_method"] = parameters.OneOf("capture_method", "automatic", "automatic_async") ?? "automatic_async";
        if (parameters.Boolean("automatic_payment_methods[enabled]") ?? !parameters.Has("payment_method_types"))
        {
            intent.Json["automatic_payment_methods"] = new JsonObject
            {
                ["allow_redirects"] = parameters.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") ?? "always",
                ["enabled"] = true,
            };
        }

        intent.Json["payment_method_types"] = PaymentMethodTypes.From(parameters, intent.Text("currency")!);
        Write(call, intent);
        call.Work.Save(intent, "payment_intent.created");
        return parameters.Boolean("confirm") is true ? Confirm(call, intent) : intent.Json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call, new DocumentQuery("payment_intent").Where("customer", call.Parameters.Text("customer")).WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var intent = call.Target("payment_intent");
        var changesPayment = call.Parameters.Has("amount") || call.Parameters.Has("currency") || call.Parameters.Has("payment_method");
        if (changesPayment)
        {
            IntentPayments.EnsurePayable(intent);
        }

        intent.Json["amount"] = Amount(call.Parameters) ?? intent.Number("amount");
        if (call.Parameters.Has("currency"))
        {
            intent.Json["currency"] = CurrencyParameter.Required(call.Parameters, "currency");
        }

        Write(call, intent);
        call.Work.Save(intent);
        return intent.Json;
    }

    private static JsonObject Confirm(ApiCall call)
    {
        var intent = call.Target("payment_intent");
        IntentPayments.EnsurePayable(intent);
        call.Parameters.CopyTexts(intent.Json, "receipt_email");
        return Confirm(call, intent);
    }

    private static JsonObject Confirm(ApiCall call, StripeDocument intent)
    {
        var id = call.Parameters.Text("payment_method") ?? intent.Text("payment_method")
            ?? throw StripeErrors.Refused(
                "A payment intent needs a payment method before it can be confirmed.", "payment_intent_unexpected_state", "payment_method");
        var paymentMethod = CustomerCards.Resolve(call.Work, id, "payment_method");
        IntentPayments.Attempt(call.Work, intent, paymentMethod, Authentication.None, call.Parameters.Text("return_url"));
        return intent.Json;
    }

    private static JsonObject Cancel(ApiCall call)
    {
        var intent = call.Target("payment_intent");
        var reason = call.Parameters.OneOf(
            "cancellation_reason", "abandoned", "duplicate", "fraudulent", "requested_by_customer");
        IntentPayments.Cancel(call.Work, intent, reason);
        return intent.Json;
    }

    private static long? Amount(ApiParameters parameters) => parameters.Integer("amount") switch
    {
        < 1 => throw StripeErrors.InvalidInteger("amount", "The amount must be greater than or equal to the minimum charge amount."),
        > MaxAmount => throw StripeErrors.Invalid("amount", "Amount must be no more than 99999999 minor units.", "amount_too_large"),
        var amount => amount,
    };

    private static void Write(ApiCall call, StripeDocument intent)
    {
        var (json, parameters) = (intent.Json, call.Parameters);
        json["customer"] = call.Reference("customer", "customer")?.Id ?? intent.Text("customer");
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        parameters.CopyTexts(json, "description", "receipt_email", "statement_descriptor_suffix");
        json["setup_future_usage"] = parameters.OneOf("setup_future_usage", "on_session", "off_session") ?? intent.Text("setup_future_usage");
        if (parameters.Text("payment_method") is { } paymentMethod && intent.Status == "requires_payment_method")
        {
            json["payment_method"] = CustomerCards.Resolve(call.Work, paymentMethod, "payment_method").Id;
            json["status"] = "requires_confirmation";
        }
    }
}
