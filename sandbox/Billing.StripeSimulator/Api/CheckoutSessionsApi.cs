using System.Text.Json.Nodes;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/checkout/sessions, in payment and subscription mode, on the hosted page.</summary>
internal static class CheckoutSessionsApi
{
    // Stripe's limits: from 30 minutes to 24 hours after creation, which is also the default.
    private const long MinLifetime = 30 * 60;
    private const long MaxLifetime = 24 * 60 * 60;

    private static readonly string[] Creatable =
    [
        "mode", "line_items[][price]", "line_items[][quantity]", "success_url", "cancel_url", "client_reference_id", "customer",
        "customer_email", "customer_creation", "metadata", "metadata[*]", "expires_at", "allow_promotion_codes", "ui_mode", "locale",
        "submit_type", "billing_address_collection", "payment_method_collection", "payment_method_types[]",
        "customer_update[address]", "customer_update[name]", "automatic_tax[enabled]",
        "subscription_data[metadata][*]", "subscription_data[description]", "subscription_data[trial_period_days]",
        "subscription_data[trial_settings][end_behavior][missing_payment_method]", "discounts", "discounts[][coupon]",
        "discounts[][promotion_code]",
        "payment_intent_data[metadata][*]", "payment_intent_data[description]", "payment_intent_data[receipt_email]",
        "payment_intent_data[setup_future_usage]",
    ];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/checkout/sessions", Create, Creatable);
        routes.Get(
            "/v1/checkout/sessions",
            List,
            ["customer", "payment_intent", "status", "subscription", "customer_details[email]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/checkout/sessions/{id}", call => call.Target("checkout.session").Json);
        routes.Post("/v1/checkout/sessions/{id}", Update, "metadata", "metadata[*]");
        routes.Post("/v1/checkout/sessions/{id}/expire", Expire);
        routes.Get("/v1/checkout/sessions/{id}/line_items", LineItems, ListPage.Parameters);
    }

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        parameters.RequiredText("mode");
        var mode = parameters.OneOf("mode", "payment", "subscription")!;
        parameters.OneOf("ui_mode", "hosted_page");
        var session = CheckoutSessions.Create(mode, CheckoutLines.From(call, mode), call.Work.BaseAddress, call.Work.Now);
        var json = session.Json;
        json["branding_settings"]!["display_name"] = call.Work.Options.AccountName;
        json["expires_at"] = ExpiresAt(parameters, call.Work.Now);
        json["metadata"] = parameters.MergeMap("metadata", null);
        parameters.CopyTexts(
            json, "client_reference_id", "customer_email", "locale", "submit_type", "billing_address_collection", "payment_method_collection");
        json["allow_promotion_codes"] = parameters.Boolean("allow_promotion_codes");
        json["automatic_tax"]!["enabled"] = parameters.Boolean("automatic_tax[enabled]") ?? false;
        json["payment_method_types"] = PaymentMethodTypes.From(parameters, session.Text("currency")!);
        WriteReturnUrls(parameters, json);
        WriteCustomer(call, json, mode);
        WriteDataForLater(parameters, session, mode);
        WriteDiscount(call, session);
        call.Work.Save(session);
        return json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("checkout.session")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("payment_intent", call.Parameters.Text("payment_intent"))
            .Where("status", call.Parameters.Text("status"))
            .Where("subscription", call.Parameters.Text("subscription"))
            .Where("customer_details.email", call.Parameters.Text("customer_details[email]"))
            .WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var session = call.Target("checkout.session");
        session.Json["metadata"] = call.Parameters.MergeMap("metadata", session.Json["metadata"]);
        call.Work.Save(session);
        return session.Json;
    }

    private static JsonObject Expire(ApiCall call)
    {
        var session = call.Target("checkout.session");
        CheckoutExpiry.Expire(call.Work, session);
        return session.Json;
    }

    private static JsonObject LineItems(ApiCall call) => ListPage.List(
        call.Target("checkout.session").Hidden["line_items"]!.AsArray().Select(item => item!.DeepClone().AsObject()), call.Path);

    private static long ExpiresAt(ApiParameters parameters, long now)
    {
        var expiresAt = parameters.Integer("expires_at") ?? now + MaxLifetime;
        return (expiresAt - now) switch
        {
            < MinLifetime => throw StripeErrors.Invalid("expires_at", "The session has to live for 30 minutes at least."),
            > MaxLifetime => throw StripeErrors.Invalid("expires_at", "The session has to end within 24 hours."),
            _ => expiresAt,
        };
    }

    private static void WriteReturnUrls(ApiParameters parameters, JsonObject json)
    {
        parameters.RequiredText("success_url");
        foreach (var name in (ReadOnlySpan<string>)["success_url", "cancel_url"])
        {
            json[name] = parameters.Text(name) is not { } url || UrlParameter.IsWeb(url)
                ? parameters.Text(name)
                : throw StripeErrors.Invalid(name, "Not a valid URL", "url_invalid");
        }
    }

    private static void WriteCustomer(ApiCall call, JsonObject json, string mode)
    {
        var customer = call.Reference("customer", "customer");
        var email = call.Parameters.Text("customer_email");
        if (customer is not null && email is not null)
        {
            throw StripeErrors.Invalid("customer", "Send customer or customer_email, not both.");
        }

        json["customer"] = customer?.Id;
        json["customer_creation"] = customer is not null ? null
            : mode == "subscription" ? "always"
            : call.Parameters.OneOf("customer_creation", "if_required") ?? "if_required";
        json["customer_details"] = customer is null && email is null
            ? null
            : Customers.Details(customer?.Text("email") ?? email, customer?.Text("name"));
    }

    /// <summary>What goes into the subscription or the intent once the session is paid.</summary>
    private static void WriteDataForLater(ApiParameters parameters, StripeDocument session, string mode)
    {
        var other = mode == "subscription" ? "payment_intent_data" : "subscription_data";
        if (parameters.Has(other))
        {
            throw StripeErrors.Invalid(other, $"You can not pass `{other}` in `{mode}` mode.");
        }

        session.Hidden["subscription_data"] = new JsonObject
        {
            ["description"] = parameters.Text("subscription_data[description]"),
            ["metadata"] = parameters.MergeMap("subscription_data[metadata]", null),
            ["missing_payment_method"] = parameters.OneOf(
                "subscription_data[trial_settings][end_behavior][missing_payment_method]", "cancel", "create_invoice", "pause"),
            ["trial_period_days"] = TrialDays(parameters),
        };
        if (CheckoutSessions.TrialSeconds(session) is not null)
        {
            session.Json["amount_subtotal"] = 0;
            session.Json["amount_total"] = 0;
        }

        session.Hidden["payment_intent_data"] = new JsonObject
        {
            ["description"] = parameters.Text("payment_intent_data[description]"),
            ["metadata"] = parameters.MergeMap("payment_intent_data[metadata]", null),
            ["receipt_email"] = parameters.Text("payment_intent_data[receipt_email]"),
            ["setup_future_usage"] = parameters.OneOf("payment_intent_data[setup_future_usage]", "on_session", "off_session"),
        };
    }

    private static long? TrialDays(ApiParameters parameters) => parameters.Integer("subscription_data[trial_period_days]") switch
    {
        < 1 or > 730 => throw StripeErrors.InvalidInteger("subscription_data[trial_period_days]", "A trial has 1 to 730 days."),
        var days => days,
    };

    private static void WriteDiscount(ApiCall call, StripeDocument session)
    {
        var redemptions = DiscountParameters.Read(
            call, session.Text("customer"), CheckoutSessions.Lines(session).Sum(line => line.Amount), session.Text("currency")!);
        if (redemptions.Count == 0)
        {
            return;
        }

        if (call.Parameters.Boolean("allow_promotion_codes") is true)
        {
            throw StripeErrors.Invalid("discounts", "You may only specify one of these parameters: allow_promotion_codes, discounts.");
        }

        CheckoutDiscounts.Write(
            session, redemptions.Count == 1 ? redemptions[0] : throw StripeErrors.Invalid("discounts", "A session takes one discount."));
    }
}
