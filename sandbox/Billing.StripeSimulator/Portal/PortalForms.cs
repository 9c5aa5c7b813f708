using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Portal;

/// <summary>The portal's forms: a new card, and a cancellation.</summary>
internal static class PortalForms
{
    /// <summary>The form for a card, with the reason when the last one was refused.</summary>
    /// <param name="visit">Who looks.</param>
    /// <param name="subscription">The subscription that is to be charged to it; null when it becomes the customer's default only.</param>
    /// <param name="error">Why the last attempt failed, or null.</param>
    /// <param name="payer">What was typed in but for the card.</param>
    public static IResult Card(PortalVisit visit, StripeDocument? subscription, string? error, PayerDetails payer)
    {
        var others = subscription is null
            ? []
            : visit.PaymentMethods().Where(method => method.Id != subscription.Text("default_payment_method")).ToList();
        return PortalHome.Page(
            visit,
            "Payment method",
            error is null ? StatusCodes.Status200OK : StatusCodes.Status402PaymentRequired,
            PageTemplate.Render(
                "portal-card-form.html",
                ("path", visit.Path),
                ("heading", subscription is null ? "Add a payment method" : "Change the payment method of " + Shown.Plan(visit.Work, subscription)),
                ("purpose", subscription is null
                    ? "Invoices are charged to it from now on."
                    : "This subscription and its invoices are charged to it from now on."),
                ("subscription", subscription?.Id),
                ("saved", others.Count == 0 ? Html.Empty : Saved(visit, subscription!, others)),
                ("alert", error is null ? Html.Empty : PageTemplate.Render("problem.html", ("message", error))),
                ("card", CardForm.Fields(payer.Name ?? visit.Customer.Text("name"))),
                ("back", Back(visit))));
    }

    /// <summary>The form that cancels: until when it lasts, and why.</summary>
    public static IResult Cancellation(PortalVisit visit, StripeDocument subscription)
    {
        var settings = visit.Configuration.Json["features"]!["subscription_cancel"]!;
        var atOnce = settings["mode"]!.GetValue<string>() == "immediately";
        var end = Subscriptions.Items(subscription).Max(item => item["current_period_end"]!.GetValue<long>());
        var (amount, interval) = Shown.Price(subscription);
        return PortalHome.Page(
            visit,
            "Cancel subscription",
            StatusCodes.Status200OK,
            PageTemplate.Render(
                "portal-cancel-form.html",
                ("path", visit.Path),
                ("id", subscription.Id),
                ("plan", Shown.Plan(visit.Work, subscription)),
                ("price", $"{amount} {interval}"),
                ("effect", atOnce
                    ? "It ends at once."
                    : $"It stays yours until {Shown.Day(end)} and is not charged again. You can take that back until then."),
                ("reasons", settings["cancellation_reason"]!["enabled"]!.GetValue<bool>()
                    ? Reasons(settings["cancellation_reason"]!["options"]!.AsArray().Select(option => option!.GetValue<string>()))
                    : Html.Empty),
                ("back", Back(visit))));
    }

    private static Html Saved(PortalVisit visit, StripeDocument subscription, IEnumerable<StripeDocument> methods) => PageTemplate.Render(
        "portal-saved.html",
        ("path", visit.Path),
        ("id", subscription.Id),
        ("methods", Html.Join(methods.Select(method => PageTemplate.Render(
            "portal-saved-method.html", ("id", method.Id), ("means", Shown.Means(method)))))));

    private static Html Reasons(IEnumerable<string> options) => PageTemplate.Render(
        "portal-reasons.html",
        ("options", Html.Join(options.Select(option => PageTemplate.Render(
            "portal-reason.html", ("value", option), ("text", CancellationFeedback.Sentence(option)))))));

    /// <summary>A session that is for one thing only has no other pages to go back to.</summary>
    private static Html Back(PortalVisit visit) => PortalSessions.FlowType(visit.Session) is null
        ? PageTemplate.Render("portal-back-link.html", ("path", visit.Path))
        : Html.Empty;
}
