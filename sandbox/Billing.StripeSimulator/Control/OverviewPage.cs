using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Dashboard;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Control;

/// <summary>The page at /: what the simulator holds, and the events it sent.</summary>
internal static class OverviewPage
{
    private const int EventsPerPage = 25;

    /// <summary>Counts of objects, and a page of events; <paramref name="after"/> is the last event of the page before.</summary>
    public static IResult Show(string? after, UnitOfWorkRunner runner, FaultInjector faults) => runner.Run(null, work =>
    {
        var known = after is not null && work.Find("event", after) is not null ? after : null;
        var (events, hasMore) = work.Store.Documents.List(new DocumentQuery("event") { Limit = EventsPerPage, StartingAfter = known });
        return DashboardPage.Render("/", "Events", PageTemplate.Render(
            "overview.html",
            ("address", work.BaseAddress),
            ("now", EventPage.Moment(work.Now)),
            ("counts", Html.Join(work.Store.Documents.Counts().Select(
                row => PageTemplate.Render("overview-count.html", ("kind", row.Kind), ("count", row.Count))))),
            ("faults", FaultRoutes.Form(faults.Plan)),
            ("events", events.Count == 0
                ? new Html("<p>None yet. They are listed here as soon as something is made or paid.</p>")
                : PageTemplate.Render(
                    "overview-events.html",
                    ("rows", Html.Join(events.Select(stored => Row(work, stored)))),
                    ("older", hasMore ? PageTemplate.Render("overview-older.html", ("id", events[^1].Id)) : Html.Empty))),
            ("pending", work.Store.Deliveries.Pending())));
    });

    private static Html Row(UnitOfWork work, StripeDocument stored)
    {
        var (state, isBad) = EventPage.StateOf(work, stored.Id);
        return PageTemplate.Render(
            "overview-event.html",
            ("id", stored.Id),
            ("type", stored.Text("type")),
            ("object", stored.Json["data"]?["object"]?["id"]?.GetValue<string>()),
            ("time", EventPage.Moment(stored.Number("created")!.Value)),
            ("state", state),
            ("tone", isBad ? "bad" : ""));
    }
}
