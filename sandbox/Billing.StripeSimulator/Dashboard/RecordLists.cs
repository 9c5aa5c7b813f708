using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>What there is of each kind, newest first, a page at a time.</summary>
internal static class RecordLists
{
    private const int PerPage = 25;

    private static readonly Dictionary<string, RecordList> Lists = new(StringComparer.Ordinal)
    {
        ["customers"] = new("customer", "Customers", "Customers are listed here once the product has made one.", Customer),
        ["subscriptions"] = new("subscription", "Subscriptions", "Subscriptions begin with a paid checkout.", Subscription),
        ["payments"] = new("payment_intent", "Payments", "Payments are listed here once somebody has tried to pay.", Payment),
        ["invoices"] = new("invoice", "Invoices", "Every period of a subscription has its invoice.", Invoice),
        ["disputes"] = new("dispute", "Disputes", "Nobody has disputed a payment. A payment's page has the button for it.", Dispute),
    };

    /// <summary>The page of a list; null when there is no list of this name.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="name">The list's name in the address, such as <c>customers</c>.</param>
    /// <param name="after">The last object of the page before; null for the first page.</param>
    public static IResult? Render(UnitOfWork work, string name, string? after)
    {
        if (!Lists.TryGetValue(name, out var list))
        {
            return null;
        }

        var known = after is not null && work.Find(list.Kind, after) is not null ? after : null;
        var (documents, hasMore) = work.Store.Documents.List(new DocumentQuery(list.Kind) { Limit = PerPage, StartingAfter = known });
        return DashboardPage.Render("/dashboard/" + name, list.Title, PageTemplate.Render(
            "records.html",
            ("title", list.Title),
            ("records", documents.Count == 0
                ? PageTemplate.Render("records-none.html", ("text", list.None))
                : PageTemplate.Render("record-list.html", ("rows", Html.Join(documents.Select(document => Row(work, document, list)))))),
            ("older", hasMore
                ? PageTemplate.Render("records-older.html", ("name", name), ("id", documents[^1].Id))
                : Html.Empty)));
    }

    /// <summary>An object in one line: a link to its page.</summary>
    public static Html Row(UnitOfWork work, StripeDocument document)
    {
        var list = Lists.Values.FirstOrDefault(known => known.Kind == document.Kind) ?? new RecordList(document.Kind, "", "", Other);
        return Row(work, document, list);
    }

    /// <summary>How a payment stands as people see it: what came back or is disputed counts, too.</summary>
    public static string StatusOf(UnitOfWork work, StripeDocument intent)
    {
        if (intent.Text("latest_charge") is not { } id || work.Referenced("charge", id) is not { Status: "succeeded" } charge)
        {
            return intent.Status == "requires_payment_method" && intent.Json["last_payment_error"] is not null ? "failed" : intent.Status!;
        }

        return DisputeActions.Of(work, charge) is { Status: not "won" } ? "disputed"
            : charge.Flag("refunded") ? "refunded"
            : charge.Number("amount_refunded") > 0 ? "partially_refunded"
            : "succeeded";
    }

    private static Html Row(UnitOfWork work, StripeDocument document, RecordList list)
    {
        var shown = list.Show(work, document);
        return PageTemplate.Render(
            "record.html",
            ("id", document.Id),
            ("title", shown.Title),
            ("detail", shown.Detail),
            ("amount", shown.Amount),
            ("status", shown.Status is null ? Html.Empty : Shown.Status(shown.Status)),
            ("date", document.Number("created") is { } created ? DashboardPage.Moment(created) : ""));
    }

    private static Record Customer(UnitOfWork work, StripeDocument customer) => new(
        customer.Text("email") ?? customer.Id, customer.Text("name") ?? customer.Id);

    private static Record Subscription(UnitOfWork work, StripeDocument subscription)
    {
        var (amount, interval) = Shown.Price(subscription);
        return new(
            Shown.Plan(work, subscription),
            CustomerOf(work, subscription),
            $"{amount} {interval}",
            subscription.Number("cancel_at") is not null && subscription.Status != "canceled" ? "ends" : subscription.Status);
    }

    private static Record Payment(UnitOfWork work, StripeDocument intent) => new(
        intent.Text("description") ?? "Payment",
        MeansOf(work, intent) is { } means ? $"{CustomerOf(work, intent)} · {means}" : CustomerOf(work, intent),
        Shown.Amount(intent),
        StatusOf(work, intent));

    private static Record Invoice(UnitOfWork work, StripeDocument invoice) => new(
        invoice.Text("number") ?? "Draft", CustomerOf(work, invoice), Shown.Amount(invoice, "total"), invoice.Status);

    private static Record Dispute(UnitOfWork work, StripeDocument dispute) => new(
        Shown.Words(dispute.Text("reason")!), CustomerOf(work, work.Referenced("charge", dispute.Text("charge")!)),
        Shown.Amount(dispute), dispute.Status);

    private static Record Other(UnitOfWork work, StripeDocument document) => new(
        document.Kind == "payment_method" ? Shown.Means(document) : Shown.Words(document.Kind),
        document.Id,
        document.Number("amount") is null ? "" : Shown.Amount(document),
        document.Status);

    private static string? MeansOf(UnitOfWork work, StripeDocument intent) =>
        intent.Text("payment_method") is { } id ? Shown.Means(work.Referenced("payment_method", id)) : null;

    private static string CustomerOf(UnitOfWork work, StripeDocument document) =>
        document.Text("customer") is { } id ? work.Find("customer", id)?.Text("email") ?? id : "No customer";

    /// <summary>A list: which kind of objects, how it is headed, what it says when it is empty, how it shows one.</summary>
    private sealed record RecordList(string Kind, string Title, string None, Func<UnitOfWork, StripeDocument, Record> Show);

    /// <summary>What is shown of an object in a list.</summary>
    private sealed record Record(string Title, string Detail, string Amount = "", string? Status = null);
}
