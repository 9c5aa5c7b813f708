using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>POST /v1/subscriptions: a subscription without a checkout.</summary>
internal static class SubscriptionCreationApi
{
    private const string TrialEndBehavior = "trial_settings[end_behavior][missing_payment_method]";
    private const long Day = 24 * 60 * 60;

    /// <summary>Maps the endpoint.</summary>
    public static void Map(ApiRoutes routes) => routes.Post(
        "/v1/subscriptions",
        Create,
        [
            "customer", "items[][price]", "items[][quantity]", "items[][metadata]", "items[][metadata][*]", "cancel_at_period_end", "currency",
            "default_payment_method", "description", "metadata", "metadata[*]", "off_session", "payment_behavior",
            "payment_settings[save_default_payment_method]", "trial_end", "trial_period_days", TrialEndBehavior, .. DiscountParameters.Names,
        ]);

    private static JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var customer = call.RequiredReference("customer", "customer");
        call.Work.FollowClockOf(customer);
        var behavior = parameters.OneOf("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete") ?? "allow_incomplete";
        var subscription = Subscriptions.Create(
            customer.Id, call.Reference("payment_method", "default_payment_method")?.Id, Lines(call), parameters.MergeMap("metadata", null), call.Work.Now);
        subscription.Json["description"] = parameters.Text("description");
        subscription.Json["test_clock"] = customer.Text("test_clock");
        subscription.Json["payment_settings"]!["save_default_payment_method"] =
            parameters.OneOf("payment_settings[save_default_payment_method]", "off", "on_subscription") ?? "off";
        WriteTrial(parameters, subscription, call.Work.Now);
        DiscountParameters.Write(call, subscription);
        if (parameters.Boolean("cancel_at_period_end") is true)
        {
            Subscriptions.SetCancelAtPeriodEnd(subscription, cancel: true, call.Work.Now);
        }

        SubscriptionCreation.Run(call.Work, subscription, behavior);
        return subscription.Json;
    }

    private static IReadOnlyList<CheckoutLine> Lines(ApiCall call)
    {
        var lines = CheckoutLines.Read(call, "items");
        return lines.All(line => line.Recurring is not null) && lines.Select(line => line.Currency).Distinct().Count() == 1
            ? lines
            : throw StripeErrors.Refused("A subscription takes recurring prices in one currency.", parameter: "items");
    }

    private static void WriteTrial(ApiParameters parameters, StripeDocument subscription, long now)
    {
        if (parameters.OneOf(TrialEndBehavior, "cancel", "create_invoice", "pause") is { } behavior)
        {
            subscription.Json["trial_settings"]!["end_behavior"]!["missing_payment_method"] = behavior;
        }

        if (parameters.Text("trial_end") == "now")
        {
            return;
        }

        var until = parameters.Integer("trial_end") ?? now + (parameters.Integer("trial_period_days") * Day);
        if (until is { } end)
        {
            Trials.Begin(subscription, end > now ? end : throw StripeErrors.Invalid("trial_end", "The trial has to end in the future."), now);
        }
    }
}
