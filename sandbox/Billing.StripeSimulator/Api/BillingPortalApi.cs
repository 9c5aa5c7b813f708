using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/billing_portal/sessions.</summary>
internal static class BillingPortalApi
{
    private const string Flow = "flow_data";
    private const string Completion = Flow + "[after_completion]";

    /// <summary>Maps the endpoint.</summary>
    public static void Map(ApiRoutes routes) => routes.Post(
        "/v1/billing_portal/sessions",
        Create,
        "customer", "configuration", "return_url", "locale",
        Flow + "[type]", Flow + "[subscription_cancel][subscription]", Completion + "[type]",
        Completion + "[redirect][return_url]", Completion + "[hosted_confirmation][custom_message]");

    private static JsonObject Create(ApiCall call)
    {
        var customer = call.RequiredReference("customer", "customer");
        var configuration = call.Reference(PortalConfigurations.Kind, "configuration") ?? PortalConfigurations.Default(call.Work);
        var session = PortalSessions.Create(customer.Id, configuration.Id, call.Work.BaseAddress, call.Work.Now);
        session.Json["locale"] = call.Parameters.Text("locale");
        session.Json["return_url"] = WebUrl(call.Parameters, "return_url") ?? configuration.Text("default_return_url");
        session.Json["flow"] = call.Parameters.Has(Flow) ? FlowOf(call, customer, configuration) : null;
        call.Work.Save(session, "billing_portal.session.created");
        return session.Json;
    }

    private static JsonObject FlowOf(ApiCall call, StripeDocument customer, StripeDocument configuration)
    {
        call.Parameters.RequiredText(Flow + "[type]");
        var type = call.Parameters.OneOf(
            Flow + "[type]", "payment_method_update", "subscription_cancel", "subscription_update", "subscription_update_confirm")!;
        var feature = type == "subscription_update_confirm" ? "subscription_update" : type;
        if (!PortalConfigurations.Allows(configuration, feature))
        {
            throw StripeErrors.Refused(
                $"This flow cannot be used because the feature {feature} is disabled in the portal configuration {configuration.Id}.",
                parameter: Flow + "[type]");
        }

        return new JsonObject
        {
            ["after_completion"] = AfterCompletion(call.Parameters),
            ["subscription_cancel"] = type == "subscription_cancel" ? Cancellation(call, customer) : null,
            ["subscription_update"] = null,
            ["subscription_update_confirm"] = null,
            ["type"] = type,
        };
    }

    private static JsonObject AfterCompletion(ApiParameters parameters)
    {
        var type = parameters.OneOf(Completion + "[type]", "portal_homepage", "redirect", "hosted_confirmation") ?? "portal_homepage";
        return new JsonObject
        {
            ["hosted_confirmation"] = type == "hosted_confirmation"
                ? new JsonObject { ["custom_message"] = parameters.Text(Completion + "[hosted_confirmation][custom_message]") }
                : null,
            ["redirect"] = type == "redirect"
                ? new JsonObject
                {
                    ["return_url"] = WebUrl(parameters, Completion + "[redirect][return_url]")
                        ?? throw StripeErrors.Missing(Completion + "[redirect][return_url]"),
                }
                : null,
            ["type"] = type,
        };
    }

    private static JsonObject Cancellation(ApiCall call, StripeDocument customer)
    {
        const string Parameter = Flow + "[subscription_cancel][subscription]";
        var subscription = call.RequiredReference("subscription", Parameter);
        if (subscription.Text("customer") != customer.Id)
        {
            throw StripeErrors.NoSuchReference("subscription", subscription.Id, Parameter);
        }

        if (subscription.Status is "canceled" or "incomplete_expired" || subscription.Number("cancel_at") is not null)
        {
            throw StripeErrors.Refused(
                "This subscription cannot be canceled because it is canceled already, or will be.", parameter: Parameter);
        }

        return new JsonObject { ["retention"] = null, ["subscription"] = subscription.Id };
    }

    private static string? WebUrl(ApiParameters parameters, string name) =>
        parameters.Text(name) is not { } url || UrlParameter.IsWeb(url)
            ? parameters.Text(name)
            : throw StripeErrors.Invalid(name, "Not a valid URL", "url_invalid");
}
