using System.Globalization;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Control;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;
using static Billing.StripeSimulator.Checkout.PageResults;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>The clock's page: what time it is, what comes next, and the buttons that move the clock forward.</summary>
internal static class ClockPage
{
    private const string Path = "/dashboard/clock";
    private const int ShownEntries = 12;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    /// <summary>Maps the page and its forms.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet(Path, (long? events, UnitOfWorkRunner runner, SimulatorClock clock) => runner.Run(null, work => Show(work, clock, events, error: null)));
        app.MapPost(Path, MoveAsync);
        app.MapPost(Path + "/settings", ChangeSettingsAsync);
    }

    private static IResult Show(UnitOfWork work, SimulatorClock clock, long? events, string? error)
    {
        var now = clock.UtcNow;
        var entries = work.Store.Agenda.Upcoming(AgendaTable.CommonClock, ShownEntries);
        return DashboardPage.Render(
            Path,
            "Clock",
            PageTemplate.Render(
                "clock.html",
                ("now", now.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)),
                ("today", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("notice", Notice(events, error)),
                ("next", entries.Count == 0 ? Html.Empty : PageTemplate.Render("clock-next.html", ("what", entries[0].What))),
                ("entries", entries.Count == 0
                    ? PageTemplate.Render("records-none.html", ("text", "Nothing happens by itself: there is no subscription, open checkout or pending payment."))
                    : PageTemplate.Render("record-list.html", ("rows", Html.Join(entries.Select(entry => Row(work, entry, now)))))),
                ("outcomes", Html.Join(Dunning.Outcomes.Select(outcome => PageTemplate.Render(
                    "clock-outcome.html",
                    ("value", outcome),
                    ("text", Sentence(outcome)),
                    ("selected", outcome == Dunning.RetriesThen(work) ? new Html(" selected") : Html.Empty)))))),
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Html Notice(long? events, string? error) =>
        error is not null ? PageTemplate.Render("problem.html", ("message", error))
        : events is null ? Html.Empty
        : PageTemplate.Render("clock-moved.html", ("text", events switch
        {
            0 => "The clock has moved. Nothing happened on the way.",
            1 => "The clock has moved. One event was made on the way.",
            _ => $"The clock has moved. {events} events were made on the way.",
        }));

    private static Html Row(UnitOfWork work, AgendaEntry entry, DateTimeOffset now)
    {
        var document = work.Referenced(entry.Kind, entry.Id);
        return PageTemplate.Render(
            "clock-entry.html",
            ("id", entry.Id),
            ("what", entry.What),
            ("of", ObjectPage.TitleOf(work, document)),
            ("in", Span(DateTimeOffset.FromUnixTimeSeconds(entry.At) - now)),
            ("at", DashboardPage.Moment(entry.At)));
    }

    private static string Span(TimeSpan span) => span.TotalDays switch
    {
        >= 2 => $"in {(int)Math.Round(span.TotalDays)} days",
        _ when span.TotalHours >= 2 => $"in {(int)Math.Round(span.TotalHours)} hours",
        _ => $"in {Math.Max(0, (int)Math.Round(span.TotalMinutes))} minutes",
    };

    private static string Sentence(string outcome) => outcome switch
    {
        "cancel" => "The subscription is canceled",
        "unpaid" => "The subscription becomes unpaid",
        _ => "The subscription stays past due",
    };

    private static async Task<IResult> MoveAsync(HttpRequest request, Timeline timeline, SimulatorClock clock, UnitOfWorkRunner runner)
    {
        if (EventPage.IsCrossSite(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var now = clock.UtcNow;
        var target = Target(form["by"].ToString(), form["date"].ToString(), timeline, now);
        return target is not { } to || to < now || to - now > Farthest
            ? runner.Run(null, work => Show(work, clock, events: null, "The clock moves forward only, by ten years at most at a time."))
            : SeeOther(string.Create(CultureInfo.InvariantCulture, $"{Path}?events={timeline.Advance(to)}"));
    }

    private static DateTimeOffset? Target(string by, string date, Timeline timeline, DateTimeOffset now) => by switch
    {
        "next" => timeline.Next() is { } entry ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(entry.At, now.ToUnixTimeSeconds() + 1)) : null,
        "hour" => now.AddHours(1),
        "day" => now.AddDays(1),
        "month" => now.AddMonths(1),
        "year" => now.AddYears(1),
        _ => DateTimeOffset.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? (day.Date == now.Date ? now : day)
            : null,
    };

    private static async Task<IResult> ChangeSettingsAsync(HttpRequest request, UnitOfWorkRunner runner)
    {
        if (EventPage.IsCrossSite(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var outcome = (await request.ReadFormAsync(request.HttpContext.RequestAborted))["retries_then"].ToString();
        if (!Dunning.Outcomes.Contains(outcome))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        runner.Run(null, work => work.Store.Settings.Save(Dunning.RetriesThenSetting, outcome));
        return SeeOther(Path);
    }
}
