using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Portal;

/// <summary>The portal's first page: subscriptions, payment methods, who is billed, invoices.</summary>
internal static class PortalHome
{
    private static readonly Dictionary<string, string> Sayings = new(StringComparer.Ordinal)
    {
        ["card"] = "Your payment method is saved.",
        ["default"] = "Invoices are charged to this payment method from now on.",
        ["removed"] = "The payment method is removed.",
        ["canceled"] = "Your subscription is canceled.",
        ["kept"] = "Your subscription goes on.",
    };

    /// <summary>What is said after something was done; null for an unknown word.</summary>
    public static string? Saying(string? done) => done is null ? null : Sayings.GetValueOrDefault(done);

    /// <summary>The page.</summary>
    /// <param name="visit">Who looks.</param>
    /// <param name="done">What was just done, as the address says; null for nothing.</param>
    public static IResult Render(PortalVisit visit, string? done) => Page(
        visit,
        "Billing",
        StatusCodes.Status200OK,
        PageTemplate.Render(
            "portal-home.html",
            ("notice", Saying(done) is { } saying ? PageTemplate.Render("portal-notice.html", ("text", saying)) : Html.Empty),
            ("subscriptions", OrNone(visit.Subscriptions().Select(s => Subscription(visit, s)), "You have no subscription.")),
            ("methods", OrNone(visit.PaymentMethods().Select(m => Method(visit, m)), "No payment method is saved.")),
            ("add", visit.Allows("payment_method_update") ? PageTemplate.Render("portal-add.html", ("path", visit.Path)) : Html.Empty),
            ("name", visit.Customer.Text("name") ?? "–"),
            ("email", visit.Customer.Text("email") ?? "–"),
            ("invoices", visit.Allows("invoice_history") ? Invoices(visit) : Html.Empty)));

    /// <summary>A page of the portal inside its frame: the merchant and the way back beside it.</summary>
    public static IResult Page(PortalVisit visit, string title, int status, Html content) => PageTemplate.Page(
        "portal.html",
        $"{title} · {visit.Merchant}",
        status,
        ("merchant", visit.Merchant),
        ("headline", visit.Configuration.Json["business_profile"]!["headline"]?.GetValue<string>()
            ?? $"{visit.Merchant} bills you through the Stripe simulator."),
        ("back", visit.Session.Text("return_url") is { } url
            ? PageTemplate.Render("portal-back.html", ("url", url), ("merchant", visit.Merchant))
            : Html.Empty),
        ("content", content));

    private static Html OrNone(IEnumerable<Html> items, string none) =>
        Html.Join(items) is { Text.Length: > 0 } some ? some : PageTemplate.Render("portal-none.html", ("text", none));

    private static Html Subscription(PortalVisit visit, StripeDocument subscription)
    {
        var (amount, interval) = Shown.Price(subscription);
        return PageTemplate.Render(
            "portal-subscription.html",
            ("plan", Shown.Plan(visit.Work, subscription)),
            ("status", Shown.Status(subscription.Status)),
            ("amount", amount),
            ("interval", interval),
            ("next", NextOf(subscription)),
            ("card", CardOf(visit, subscription)),
            ("unpaid", Unpaid(visit, subscription)),
            ("action", Action(visit, subscription)));
    }

    private static string NextOf(StripeDocument subscription)
    {
        var end = Shown.Day(Subscriptions.Items(subscription).Max(item => item["current_period_end"]!.GetValue<long>()));
        return subscription.Number("cancel_at") is { } at ? $"Ends on {Shown.Day(at)}."
            : subscription.Status == "trialing" ? $"The trial ends on {end}."
            : $"Renews on {end}.";
    }

    private static Html CardOf(PortalVisit visit, StripeDocument subscription)
    {
        var id = subscription.Text("default_payment_method") ?? Customers.DefaultPaymentMethod(visit.Customer);
        var means = id is null ? "No payment method" : Shown.Means(visit.Work.Referenced("payment_method", id));
        return visit.Allows("payment_method_update")
            ? PageTemplate.Render(
                "portal-card.html", ("means", means), ("path", visit.Path), ("subscription", subscription.Id),
                ("plan", Shown.Plan(visit.Work, subscription)))
            : new Html($"<p class=\"muted\">{System.Net.WebUtility.HtmlEncode(means)}</p>");
    }

    private static Html Unpaid(PortalVisit visit, StripeDocument subscription) =>
        subscription.Text("latest_invoice") is { } id && visit.Work.Referenced("invoice", id) is { Status: "open" } invoice
            ? PageTemplate.Render(
                "portal-unpaid.html",
                ("amount", Shown.Amount(invoice, "amount_remaining")),
                ("url", invoice.Text("hosted_invoice_url")))
            : Html.Empty;

    private static Html Action(PortalVisit visit, StripeDocument subscription) =>
        !visit.Allows("subscription_cancel") ? Html.Empty : PageTemplate.Render(
            subscription.Number("cancel_at") is null ? "portal-cancel-link.html" : "portal-keep.html",
            ("path", visit.Path),
            ("id", subscription.Id),
            ("plan", Shown.Plan(visit.Work, subscription)));

    private static Html Method(PortalVisit visit, StripeDocument method)
    {
        var isDefault = Customers.DefaultPaymentMethod(visit.Customer) == method.Id;
        return PageTemplate.Render(
            "portal-method.html",
            ("means", Shown.Means(method)),
            ("expiry", Shown.Expiry(method) is { Length: > 0 } expiry ? "Expires " + expiry : ""),
            ("badge", isDefault ? PageTemplate.Render("badge.html", ("text", "Default"), ("tone", "")) : Html.Empty),
            ("actions", isDefault || !visit.Allows("payment_method_update")
                ? Html.Empty
                : PageTemplate.Render(
                    "portal-method-actions.html", ("path", visit.Path), ("id", method.Id), ("means", Shown.Means(method)))));
    }

    private static Html Invoices(PortalVisit visit) => PageTemplate.Render(
        "portal-invoices.html",
        ("rows", OrNone(
            visit.Invoices().Select(invoice => PageTemplate.Render(
                "portal-invoice.html",
                ("date", Shown.ShortDay(invoice.Number("created")!.Value)),
                ("number", invoice.Text("number")),
                ("amount", Shown.Amount(invoice, "total")),
                ("status", Shown.Status(invoice.Status)),
                ("url", invoice.Text("hosted_invoice_url")),
                ("pdf", invoice.Text("invoice_pdf")))),
            "No invoice yet.")));
}
