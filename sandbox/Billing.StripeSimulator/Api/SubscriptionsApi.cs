using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/subscriptions: to read, change, resume and cancel them.</summary>
internal static class SubscriptionsApi
{
    private static readonly string[] CancellationDetails = ["cancellation_details[comment]", "cancellation_details[feedback]"];

    // https://docs.stripe.com/billing/subscriptions/pending-updates-reference
    private static readonly string[] OutsidePendingUpdates =
        ["cancel_at", "cancel_at_period_end", "cancellation_details", "default_payment_method", "description", "metadata", "pause_collection"];

    private const string TrialEndBehavior = "trial_settings[end_behavior][missing_payment_method]";

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/subscriptions", List, ["customer", "price", "status", "test_clock", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/subscriptions/{id}", call => call.Target("subscription").Json);
        routes.Post(
            "/v1/subscriptions/{id}",
            Update,
            [
                "cancel_at", "cancel_at_period_end", "default_payment_method", "description", "metadata", "metadata[*]", "off_session",
                "pause_collection", "pause_collection[behavior]", "pause_collection[resumes_at]", "payment_behavior", TrialEndBehavior, .. ItemParameters.Names, .. DiscountParameters.Names, .. CancellationDetails,
            ]);
        routes.Post("/v1/subscriptions/{id}/resume", Resume, "billing_cycle_anchor", "proration_behavior", "proration_date");
        routes.Delete("/v1/subscriptions/{id}", Cancel, ["invoice_now", "prorate", .. CancellationDetails]);
    }

    /// <summary>What becomes of a change whose invoice is not paid at once. A change that waits for its payment takes few parameters.</summary>
    public static string PaymentBehavior(ApiParameters parameters)
    {
        var behavior = parameters.OneOf(
            "payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete") ?? "allow_incomplete";
        if (behavior == "pending_if_incomplete" && OutsidePendingUpdates.FirstOrDefault(parameters.Has) is { } unsupported)
        {
            throw StripeErrors.Refused(
                $"The parameter {unsupported} is not supported when payment_behavior is pending_if_incomplete. Change it with a request of its own.",
                parameter: unsupported);
        }

        return behavior;
    }

    private static JsonObject List(ApiCall call)
    {
        var query = new DocumentQuery("subscription")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("items.data[0].price.id", call.Parameters.Text("price"))
            .Where("test_clock", call.Parameters.Text("test_clock"))
            .WhereCreated(call.Parameters);
        return ListPage.Of(call, call.Parameters.Text("status") switch
        {
            "all" => query,
            null => query.Where("status", "canceled", "<>"),
            "ended" => query.WhereAny("status", ["canceled", "incomplete_expired"]),
            var status => query.Where("status", status),
        });
    }

    private static JsonObject Update(ApiCall call)
    {
        var subscription = Live(call);
        call.Work.FollowClockOf(subscription);
        var paymentBehavior = PaymentBehavior(call.Parameters);
        var before = subscription.Json.DeepClone().AsObject();
        Write(call, subscription);
        if (ItemParameters.HasChange(call.Parameters))
        {
            SubscriptionUpdate.Run(call.Work, subscription, before, ItemParameters.Read(call), paymentBehavior);
        }
        else if (PreviousAttributes.Of(before, subscription.Json) is { } previous)
        {
            call.Work.Save(subscription, "customer.subscription.updated", previous);
        }

        return subscription.Json;
    }

    private static JsonObject Resume(ApiCall call)
    {
        var subscription = Live(call);
        call.Work.FollowClockOf(subscription);
        SubscriptionUpdate.Resume(call.Work, subscription);
        return subscription.Json;
    }

    private static JsonObject Cancel(ApiCall call)
    {
        var subscription = Live(call);
        call.Work.FollowClockOf(subscription);
        WriteCancellationDetails(call, subscription);
        SubscriptionEnd.Prorated(
            call.Work, subscription, call.Parameters.Boolean("prorate") is true, call.Parameters.Boolean("invoice_now") is true);
        return subscription.Json;
    }

    /// <summary>A canceled subscription can be read, but for changes it is as good as gone: Stripe answers 404.</summary>
    private static StripeDocument Live(ApiCall call) =>
        call.Target("subscription") is { Status: not ("canceled" or "incomplete_expired") } live ? live : throw StripeErrors.NoSuchObject("subscription", call.RouteId);

    private static void Write(ApiCall call, StripeDocument subscription)
    {
        var (json, parameters) = (subscription.Json, call.Parameters);
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);
        parameters.CopyTexts(json, "description");
        if (parameters.Has("default_payment_method"))
        {
            // An empty value takes it away: the customer's default is charged then.
            json["default_payment_method"] = call.Reference("payment_method", "default_payment_method")?.Id;
        }

        WriteEnd(call, subscription);
        DiscountParameters.Write(call, subscription);
        WritePause(parameters, json, call.Work.Now);
        WriteTrial(parameters, subscription, call.Work.Now);
        WriteCancellationDetails(call, subscription);
    }

    private static void WriteEnd(ApiCall call, StripeDocument subscription)
    {
        var parameters = call.Parameters;
        if (parameters.Has("cancel_at_period_end") && parameters.Has("cancel_at"))
        {
            throw StripeErrors.Refused("Received both cancel_at_period_end and cancel_at parameters. Please pass in only one.");
        }

        if (parameters.Has("cancel_at_period_end") || parameters.Has("cancel_at"))
        {
            Schedules.EnsureNone(subscription);
        }

        if (parameters.Boolean("cancel_at_period_end") is { } cancel && cancel != subscription.Flag("cancel_at_period_end"))
        {
            Subscriptions.SetCancelAtPeriodEnd(subscription, cancel, call.Work.Now);
        }

        if (parameters.Has("cancel_at"))
        {
            Subscriptions.SetCancelAt(subscription, CancelAt(call, subscription), call.Work.Now);
        }
    }

    private static void WritePause(ApiParameters parameters, JsonObject json, long now)
    {
        if (!parameters.Has("pause_collection"))
        {
            return;
        }

        var resumesAt = parameters.Integer("pause_collection[resumes_at]");
        if (resumesAt <= now)
        {
            throw StripeErrors.Invalid("pause_collection[resumes_at]", "The timestamp must be in the future.");
        }

        json["pause_collection"] = parameters.OneOf("pause_collection[behavior]", "keep_as_draft", "mark_uncollectible", "void") is { } behavior
            ? new JsonObject { ["behavior"] = behavior, ["resumes_at"] = resumesAt }
            : parameters.Has("pause_collection[resumes_at]") ? throw StripeErrors.Missing("pause_collection[behavior]")
            : null;
    }

    private static void WriteTrial(ApiParameters parameters, StripeDocument subscription, long now)
    {
        if (parameters.OneOf(TrialEndBehavior, "cancel", "create_invoice", "pause") is { } behavior)
        {
            subscription.Json["trial_settings"]!["end_behavior"]!["missing_payment_method"] = behavior;
        }

        if (parameters.Text("trial_end") is not null and not "now")
        {
            var until = parameters.Integer("trial_end")!.Value;
            Trials.Begin(subscription, until > now ? until : throw StripeErrors.Invalid("trial_end", "The timestamp must be in the future."), now);
        }
    }

    private static long? CancelAt(ApiCall call, StripeDocument subscription)
    {
        var ends = Subscriptions.Items(subscription).Select(item => Subscriptions.PeriodOf(item).End);
        return call.Parameters.Text("cancel_at") switch
        {
            null => null,
            "max_period_end" => ends.Max(),
            "min_period_end" => ends.Min(),
            _ => call.Parameters.Integer("cancel_at") is { } at && at > call.Work.Now
                ? at
                : throw StripeErrors.Invalid("cancel_at", "The timestamp must be in the future."),
        };
    }

    private static void WriteCancellationDetails(ApiCall call, StripeDocument subscription)
    {
        var details = subscription.Json["cancellation_details"]!.AsObject();
        foreach (var property in (ReadOnlySpan<string>)["comment", "feedback"])
        {
            var parameter = $"cancellation_details[{property}]";
            if (call.Parameters.Has(parameter))
            {
                details[property] = call.Parameters.Text(parameter);
            }
        }
    }
}
