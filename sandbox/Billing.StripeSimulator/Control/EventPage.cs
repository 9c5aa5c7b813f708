using System.Globalization;
using Billing.StripeSimulator.Api;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Dashboard;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Control;

/// <summary>The page of one event: what it says, how often it was sent and what was answered; and the button that sends it again.</summary>
internal static class EventPage
{
    private const int ShownAttempts = 100;

    /// <summary>Maps the page and its button.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/events/{id}", Show);
        app.MapPost("/events/{id}/resend", Resend);
    }

    /// <summary>How the deliveries of an event stand, and whether the latest one failed.</summary>
    public static (string State, bool IsBad) StateOf(UnitOfWork work, string id)
    {
        var attempts = work.Store.Deliveries.Attempts(id, ShownAttempts);
        var isWaiting = work.Store.Deliveries.PendingOf(id) > 0;
        return attempts.Count == 0 ? (isWaiting ? "waiting" : "sent to nobody", false)
            : attempts[^1].StatusCode is >= 200 and < 300 ? ("delivered", false)
            : (AnswerOf(attempts[^1]) + (isWaiting ? ", tried again soon" : ""), true);
    }

    /// <summary>Whether another site made the browser send this.</summary>
    public static bool IsCrossSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    /// <summary>A moment in Unix seconds as people read it.</summary>
    public static string Moment(long seconds) => Moment(DateTimeOffset.FromUnixTimeSeconds(seconds));

    private static string Moment(DateTimeOffset at) => at.ToString("d MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static IResult Show(string id, string? sent, UnitOfWorkRunner runner) => runner.Run(null, work =>
    {
        if (work.Find("event", id) is not { } stored)
        {
            return PageTemplate.Page(
                "notice.html", "Event not found", StatusCodes.Status404NotFound,
                ("heading", "Event not found"), ("message", "There is no such event in this simulator."), ("link", Html.Empty));
        }

        var (state, isBad) = StateOf(work, id);
        return DashboardPage.Render("/", stored.Text("type")!, PageTemplate.Render(
            "event.html",
            ("id", id),
            ("type", stored.Text("type")),
            ("time", Moment(stored.Number("created")!.Value)),
            ("state", state),
            ("tone", isBad ? "bad" : ""),
            ("notice", sent is null ? Html.Empty : new Html("<p role=\"status\"><strong>It is being sent again.</strong></p>")),
            ("attempts", AttemptsOf(work, id)),
            ("payload", JsonView.Render(EventsApi.Show(work, stored)))));
    });

    private static Html AttemptsOf(UnitOfWork work, string id)
    {
        var attempts = work.Store.Deliveries.Attempts(id, ShownAttempts);
        return attempts.Count == 0
            ? new Html("<p>Not sent yet.</p>")
            : PageTemplate.Render("event-attempts.html", ("rows", Html.Join(attempts.Select(attempt => PageTemplate.Render(
                "event-attempt.html",
                ("attempt", attempt.Attempt),
                ("at", Moment(attempt.At)),
                ("endpoint", attempt.EndpointId),
                ("answer", AnswerOf(attempt)))))));
    }

    private static string AnswerOf(DeliveryAttempt attempt) =>
        attempt.StatusCode is { } status ? $"answered {status}" : attempt.Error ?? "no answer";

    /// <summary>Only from this page: any page of the web could post to this machine.</summary>
    private static async Task<IResult> Resend(string id, HttpRequest request, UnitOfWorkRunner runner, FaultInjector faults)
    {
        if (IsCrossSite(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (request.HasFormContentType && (await request.ReadFormAsync())["fault"].ToString() is var fault and ("duplicate" or "forge"))
        {
            faults.Force(id, fault);
        }

        var isKnown = runner.Run(null, work =>
        {
            if (work.Find("event", id) is not { } stored)
            {
                return false;
            }

            work.Resend(stored);
            return true;
        });
        return isKnown ? Results.Redirect($"/events/{id}?sent=1") : Results.NotFound();
    }
}
