using System.Globalization;
using Billing.StripeSimulator.Checkout;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>The frame of the simulator's own pages, which stand for Stripe's Dashboard: where one can go, and the content.</summary>
internal static class DashboardPage
{
    private static readonly (string Path, string Name)[] Places =
    [
        ("/", "Events"), ("/dashboard/customers", "Customers"), ("/dashboard/subscriptions", "Subscriptions"),
        ("/dashboard/payments", "Payments"), ("/dashboard/invoices", "Invoices"), ("/dashboard/disputes", "Disputes"),
        ("/dashboard/clock", "Clock"),
    ];

    /// <summary>A page in the frame.</summary>
    /// <param name="path">The place of <see cref="Places"/> that the page belongs to; marked in the navigation.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="content">What is on it.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Render(string path, string title, Html content, int status = StatusCodes.Status200OK) => PageTemplate.Page(
        "dashboard.html",
        title + " · Stripe simulator",
        status,
        ("places", Html.Join(Places.Select(place => PageTemplate.Render(
            "dashboard-place.html",
            ("path", place.Path),
            ("name", place.Name),
            ("current", place.Path == path ? new Html(" aria-current=\"page\"") : Html.Empty))))),
        ("content", content));

    /// <summary>A moment in Unix seconds as people read it.</summary>
    public static string Moment(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
