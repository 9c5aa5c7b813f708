using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Control;

/// <summary>How far to move the clock: one of the two.</summary>
/// <param name="Days">So many days; parts of a day are fine.</param>
/// <param name="To">A moment in Unix seconds or ISO 8601, or <c>next</c>: to the next thing that happens by itself.</param>
internal sealed record AdvanceRequest(
    [property: JsonPropertyName("days")] double? Days,
    [property: JsonPropertyName("to")] JsonElement? To);

/// <summary>What becomes of a subscription once every attempt at its invoice has failed.</summary>
/// <param name="RetriesThen"><c>cancel</c>, <c>unpaid</c> or <c>past_due</c>; null changes nothing.</param>
internal sealed record BillingSettings([property: JsonPropertyName("retries_then")] string? RetriesThen);

/// <summary>/_simulator/clock and /_simulator/settings: time, and what the Dashboard's billing settings are at Stripe.</summary>
internal static class ClockRoutes
{
    private const double MaxDays = 3660;

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/clock", (Timeline timeline, SimulatorClock clock) => Results.Json(Show(timeline, clock)));
        routes.MapPost("/clock/advance", Advance);
        routes.MapGet("/settings", (UnitOfWorkRunner runner) => runner.Run(null, ShowSettings));
        routes.MapPost("/settings", ChangeSettings);
    }

    private static object Show(Timeline timeline, SimulatorClock clock) => new
    {
        now = clock.UtcNow.ToUnixTimeSeconds(),
        next = timeline.Next() is { } entry ? new { at = entry.At, what = entry.What, @object = entry.Id } : null,
    };

    private static IResult Advance(AdvanceRequest request, Timeline timeline, SimulatorClock clock)
    {
        var now = clock.UtcNow;
        var to = Target(request, timeline, now);
        if (to.ToUnixTimeSeconds() < now.ToUnixTimeSeconds())
        {
            throw StripeErrors.Invalid("to", "The clock does not go back.");
        }

        if (to - now > TimeSpan.FromDays(MaxDays))
        {
            throw StripeErrors.Invalid("to", "The clock is moved ten years at most at a time.");
        }

        var events = timeline.Advance(to);
        return Results.Json(new { now = clock.UtcNow.ToUnixTimeSeconds(), events });
    }

    private static DateTimeOffset Target(AdvanceRequest request, Timeline timeline, DateTimeOffset now) => request switch
    {
        { Days: { } days, To: null } => days is >= 0 and <= MaxDays
            ? now.AddDays(days)
            : throw StripeErrors.Invalid("days", $"days is from 0 to {MaxDays}."),
        { Days: null, To: { ValueKind: JsonValueKind.Number } to } when to.TryGetInt64(out var seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds),
        { Days: null, To: { ValueKind: JsonValueKind.String } to } => Target(to.GetString()!, timeline, now),
        _ => throw StripeErrors.Invalid("to", "Send days, or to: a moment in Unix seconds or ISO 8601, or next."),
    };

    private static DateTimeOffset Target(string to, Timeline timeline, DateTimeOffset now)
    {
        if (to == "next")
        {
            var next = timeline.Next() ?? throw StripeErrors.Refused("Nothing is planned: there is no next thing to move the clock to.");
            return DateTimeOffset.FromUnixTimeSeconds(Math.Max(next.At, now.ToUnixTimeSeconds() + 1));
        }

        return long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : throw StripeErrors.Invalid("to", "to is a moment in Unix seconds or ISO 8601, or next.");
    }

    private static IResult ChangeSettings(BillingSettings settings, UnitOfWorkRunner runner) => runner.Run(null, work =>
    {
        if (settings.RetriesThen is { } outcome)
        {
            if (!Dunning.Outcomes.Contains(outcome))
            {
                throw StripeErrors.Invalid("retries_then", $"retries_then is one of {string.Join(", ", Dunning.Outcomes)}.");
            }

            work.Store.Settings.Save(Dunning.RetriesThenSetting, outcome);
        }

        return ShowSettings(work);
    });

    private static IResult ShowSettings(UnitOfWork work) => Results.Json(new BillingSettings(Dunning.RetriesThen(work)));
}
