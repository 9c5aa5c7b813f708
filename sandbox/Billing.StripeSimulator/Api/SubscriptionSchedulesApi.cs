using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/subscription_schedules, made from subscriptions that run.</summary>
internal static class SubscriptionSchedulesApi
{
    private static readonly string[] Writable =
    [
        "end_behavior", "metadata", "metadata[*]", "proration_behavior", "phases[][duration][interval]", "phases[][duration][interval_count]",
        "phases[][end_date]", "phases[][items][][price]", "phases[][items][][quantity]", "phases[][items][][metadata][*]",
        "phases[][metadata][*]", "phases[][proration_behavior]", "phases[][start_date]",
    ];

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/subscription_schedules", Create, "from_subscription", "metadata", "metadata[*]");
        routes.Get("/v1/subscription_schedules", List, ["customer", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/subscription_schedules/{id}", call => call.Target("subscription_schedule").Json);
        routes.Post("/v1/subscription_schedules/{id}", Update, Writable);
        routes.Post("/v1/subscription_schedules/{id}/release", Release, "preserve_cancel_date");
        routes.Post("/v1/subscription_schedules/{id}/cancel", Cancel, "invoice_now", "prorate");
    }

    private static JsonObject Create(ApiCall call)
    {
        var subscription = call.RequiredReference("subscription", "from_subscription");
        call.Work.FollowClockOf(subscription);
        if (subscription.Status is "canceled" or "incomplete_expired" or "incomplete")
        {
            throw StripeErrors.Refused($"You cannot create a schedule from a subscription with the status {subscription.Status}.", parameter: "from_subscription");
        }

        if (subscription.Text("schedule") is { } other)
        {
            throw StripeErrors.Refused($"You cannot migrate a subscription that is already attached to a schedule: {other}.", parameter: "from_subscription");
        }

        var schedule = SubscriptionSchedules.Create(subscription, call.Work.Now);
        schedule.Json["metadata"] = call.Parameters.MergeMap("metadata", null);
        Schedules.Attach(call.Work, subscription, schedule);
        return schedule.Json;
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("subscription_schedule").Where("customer", call.Parameters.Text("customer")).WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var (schedule, parameters) = (Active(call), call.Parameters);
        schedule.Json["end_behavior"] = parameters.OneOf("end_behavior", "release", "cancel") ?? schedule.Text("end_behavior");
        schedule.Json["metadata"] = parameters.MergeMap("metadata", schedule.Json["metadata"]);
        if (parameters.Has("phases"))
        {
            schedule.Json["phases"] = new JsonArray([.. SchedulePhases.Read(call, schedule)]);
        }

        Schedules.Follow(call.Work, schedule, ItemParameters.ProrationBehavior(parameters));
        return schedule.Json;
    }

    private static JsonObject Release(ApiCall call)
    {
        var schedule = Active(call);
        Schedules.Release(call.Work, schedule);
        return schedule.Json;
    }

    private static JsonObject Cancel(ApiCall call)
    {
        var schedule = Active(call);
        Schedules.Cancel(
            call.Work, schedule, call.Parameters.Boolean("prorate") is true, call.Parameters.Boolean("invoice_now") is true);
        return schedule.Json;
    }

    private static StripeDocument Active(ApiCall call)
    {
        var schedule = call.Target("subscription_schedule");
        call.Work.FollowClockOf(schedule);
        return schedule.Status == "active"
            ? schedule
            : throw StripeErrors.Refused($"This subscription schedule is {schedule.Status}: it cannot be changed, released or canceled.");
    }
}
