using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads the phases of a schedule out of parameters.</summary>
internal static class SchedulePhases
{
    /// <summary>All phases from the running one on, one after the other.</summary>
    /// <exception cref="StripeApiException">400: they do not fit together, or the running one is missing.</exception>
    public static IReadOnlyList<JsonObject> Read(ApiCall call, StripeDocument schedule)
    {
        var subscription = call.Work.Referenced("subscription", schedule.Text("subscription")!);
        var running = schedule.Json["current_phase"]!["start_date"]!.GetValue<long>();
        var phases = new List<JsonObject>();
        foreach (var name in call.Parameters.Items("phases"))
        {
            var start = Moment(call, name + "[start_date]") ?? (phases.Count == 0 ? running : phases[^1]["end_date"]!.GetValue<long>());
            if (phases.Count == 0 && start != running)
            {
                throw StripeErrors.Refused(
                    "You can not modify the start date of the current phase. Send it as it is, as the first of the phases.", parameter: name + "[start_date]");
            }

            if (phases.Count > 0 && start != phases[^1]["end_date"]!.GetValue<long>())
            {
                throw StripeErrors.Refused("A phase has to begin when the one before it ends.", parameter: name + "[start_date]");
            }

            phases.Add(Phase(call, subscription, name, start));
        }

        return phases;
    }

    private static JsonObject Phase(ApiCall call, StripeDocument subscription, string name, long start)
    {
        var parameters = call.Parameters;
        var prices = parameters.Items(name + "[items]").Select(item => call.RequiredReference("price", item + "[price]")).ToList();
        if (prices.Count == 0)
        {
            throw StripeErrors.Missing(name + "[items]");
        }

        var items = parameters.Items(name + "[items]").Zip(
            prices, (item, price) => SubscriptionSchedules.PhaseItem(price.Id, parameters.Integer(item + "[quantity]") ?? 1));
        var end = Moment(call, name + "[end_date]") ?? BillingPeriod.From(start, Duration(parameters, name) ?? prices[0].Json["recurring"]!.AsObject()).End;
        return end <= start || end <= call.Work.Now
            ? throw StripeErrors.Invalid(name + "[end_date]", "A phase has to end after its start, and not in the past.")
            : SubscriptionSchedules.CreatePhase(
                subscription.Text("currency")!,
                [.. items],
                new BillingPeriod(start, end),
                parameters.OneOf(name + "[proration_behavior]", "create_prorations", "always_invoice", "none") ?? "create_prorations",
                parameters.MergeMap(name + "[metadata]", null));
    }

    private static JsonObject? Duration(ApiParameters parameters, string name) =>
        parameters.OneOf(name + "[duration][interval]", "day", "week", "month", "year") is { } interval
            ? Prices.Recurring(interval, parameters.Integer(name + "[duration][interval_count]") ?? 1)
            : null;

    private static long? Moment(ApiCall call, string name) =>
        call.Parameters.Text(name) == "now" ? call.Work.Now : call.Parameters.Integer(name);
}
