using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>The page of one object: what it is, what can be done to it, what belongs to it, its JSON and its events.</summary>
internal static class ObjectPage
{
    private const int ShownEvents = 10;

    private static readonly Dictionary<string, string> PlaceByKind = new(StringComparer.Ordinal)
    {
        ["customer"] = "/dashboard/customers", ["subscription"] = "/dashboard/subscriptions", ["invoice"] = "/dashboard/invoices",
        ["payment_intent"] = "/dashboard/payments", ["charge"] = "/dashboard/payments", ["refund"] = "/dashboard/payments",
        ["dispute"] = "/dashboard/disputes",
    };

    /// <summary>What belongs to an object of a kind: which kinds refer to it, and by which property.</summary>
    private static readonly Dictionary<string, (string Kind, string Property)[]> Belongings = new(StringComparer.Ordinal)
    {
        ["customer"] = [("subscription", "customer"), ("invoice", "customer"), ("payment_intent", "customer"), ("payment_method", "customer")],
        ["subscription"] = [("invoice", "parent.subscription_details.subscription")],
        ["invoice"] = [("invoice_payment", "invoice")],
        ["payment_intent"] = [("charge", "payment_intent"), ("refund", "payment_intent"), ("dispute", "payment_intent")],
        ["charge"] = [("refund", "charge"), ("dispute", "charge")],
    };

    /// <summary>The page, with the reason when the last action was refused.</summary>
    public static IResult Render(UnitOfWork work, StripeDocument document, string? error, bool isDone)
    {
        var title = TitleOf(work, document);
        return DashboardPage.Render(
            PlaceByKind.GetValueOrDefault(document.Kind, ""),
            title,
            PageTemplate.Render(
                "object.html",
                ("kind", Shown.Words(document.Kind)),
                ("title", title),
                ("status", StatusOf(work, document) is { } status ? Shown.Status(status) : Html.Empty),
                ("id", document.Id),
                ("created", document.Number("created") is { } created ? DashboardPage.Moment(created) : ""),
                ("notice", Notice(error, isDone)),
                ("links", Links(document)),
                ("actions", Actions(work, document)),
                ("belongings", Html.Join(Belongings.GetValueOrDefault(document.Kind, []).Select(b => Belonging(work, document, b.Kind, b.Property)))),
                ("events", Events(work, document)),
                ("json", JsonView.Render(document.Json))),
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>What an object is called: the amount, the plan, the address.</summary>
    public static string TitleOf(UnitOfWork work, StripeDocument document) => document.Kind switch
    {
        "customer" => document.Text("email") ?? document.Text("name") ?? document.Id,
        "subscription" => Shown.Plan(work, document),
        "invoice" => document.Text("number") is { } number ? "Invoice " + number : "Draft invoice",
        "payment_method" => Shown.Means(document),
        "payment_intent" or "charge" or "refund" or "dispute" => Shown.Amount(document),
        _ => document.Id,
    };

    private static string? StatusOf(UnitOfWork work, StripeDocument document) => document.Kind switch
    {
        "payment_intent" => RecordLists.StatusOf(work, document),
        _ => document.IsDeleted ? "deleted" : document.Status,
    };

    private static Html Notice(string? error, bool isDone) =>
        error is not null ? PageTemplate.Render("problem.html", ("message", error))
        : isDone ? PageTemplate.Render("portal-notice.html", ("text", "Done. The events below tell of it."))
        : Html.Empty;

    /// <summary>The pages that a customer sees of it.</summary>
    private static Html Links(StripeDocument document) => document.Text("hosted_invoice_url") is { } page
        ? PageTemplate.Render("object-invoice-links.html", ("page", page), ("pdf", document.Text("invoice_pdf")))
        : Html.Empty;

    private static Html Actions(UnitOfWork work, StripeDocument document)
    {
        var actions = ObjectActions.Of(work, document);
        return actions.Count == 0 ? Html.Empty : PageTemplate.Render(
            "object-actions.html",
            ("actions", Html.Join(actions.Select(action => PageTemplate.Render(
                "object-action.html",
                ("id", document.Id),
                ("name", action.Name),
                ("label", action.Label),
                ("fields", action.Fields),
                ("style", action.IsDangerous ? "danger" : "secondary"))))));
    }

    private static Html Belonging(UnitOfWork work, StripeDocument document, string kind, string property)
    {
        var found = work.All(new DocumentQuery(kind).Where(property, document.Id));
        return found.Count == 0 ? Html.Empty : PageTemplate.Render(
            "object-belonging.html",
            ("title", Shown.Words(kind) + "s"),
            ("key", kind),
            ("rows", Html.Join(found.Select(other => RecordLists.Row(work, other)))));
    }

    private static Html Events(UnitOfWork work, StripeDocument document)
    {
        var query = new DocumentQuery("event") { Limit = ShownEvents }.Where("data.object.id", document.Id);
        var events = work.Store.Documents.List(query).Documents;
        return events.Count == 0 ? Html.Empty : PageTemplate.Render(
            "object-events.html",
            ("rows", Html.Join(events.Select(stored => PageTemplate.Render(
                "object-event.html",
                ("id", stored.Id),
                ("type", stored.Text("type")),
                ("time", DashboardPage.Moment(stored.Number("created")!.Value)))))));
    }
}
