using System.Globalization;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Control;

/// <summary>The page at /: what the simulator holds.</summary>
internal static class OverviewPage
{
    private const int ShownEvents = 15;

    /// <summary>Counts of objects and the latest events.</summary>
    public static IResult Show(UnitOfWorkRunner runner) => runner.Run(null, work =>
    {
        var events = work.Store.Documents.List(new DocumentQuery("event") { Limit = ShownEvents }).Documents;
        return PageTemplate.Page(
            "overview.html",
            "Stripe simulator",
            StatusCodes.Status200OK,
            ("address", work.BaseAddress),
            ("now", DateTimeOffset.FromUnixTimeSeconds(work.Now).ToString("u", CultureInfo.InvariantCulture)),
            ("counts", Html.Join(work.Store.Documents.Counts().Select(
                row => PageTemplate.Render("overview-count.html", ("kind", row.Kind), ("count", row.Count))))),
            ("events", Html.Join(events.Select(
                stored => PageTemplate.Render("overview-event.html", ("type", stored.Text("type")), ("id", stored.Id))))),
            ("pending", work.Store.Deliveries.Pending()));
    });
}
