using System.Globalization;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>An invoice's hosted page (/i/…) and its PDF.</summary>
internal static class InvoicePages
{
    /// <summary>Maps the page and the PDF.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/i/{id}", (string id, UnitOfWorkRunner runner) => runner.Run(null, work => Show(work, id)));
        app.MapGet("/i/{id}/pdf", (string id, UnitOfWorkRunner runner) => runner.Run(null, work => Pdf(work, id)));
    }

    private static IResult Show(UnitOfWork work, string id) => FindOpen(work, id) is not { } invoice
        ? Results.NotFound()
        : PageTemplate.Page(
            "invoice.html",
            "Invoice " + invoice.Text("number"),
            StatusCodes.Status200OK,
            ("number", invoice.Text("number")),
            ("total", Total(invoice)),
            ("status", Status(invoice)),
            ("merchant", invoice.Text("account_name")),
            ("customer", CustomerOf(invoice)),
            ("date", Date(invoice)),
            ("lines", Html.Join(Lines(invoice).Select(line => PageTemplate.Render(
                "checkout-line.html", ("name", line.Description), ("quantity", ""), ("amount", line.Amount))))),
            ("pdf", $"/i/{id}/pdf"));

    private static IResult Pdf(UnitOfWork work, string id)
    {
        if (FindOpen(work, id) is not { } invoice)
        {
            return Results.NotFound();
        }

        string[] lines =
        [
            "Invoice " + invoice.Text("number"),
            "",
            "Date: " + Date(invoice),
            "From: " + invoice.Text("account_name"),
            "To: " + CustomerOf(invoice),
            "",
            .. Lines(invoice).Select(line => $"{line.Description}   {line.Amount}"),
            "",
            "Total: " + Total(invoice),
            Status(invoice),
            "",
            "Simulator: no money moved.",
        ];
        return Results.File(TextPdf.Create(lines), "application/pdf", $"{invoice.Text("number")}.pdf");
    }

    /// <summary>Drafts have neither page nor PDF.</summary>
    private static StripeDocument? FindOpen(UnitOfWork work, string id) =>
        work.Find("invoice", id) is { } invoice && invoice.Text("number") is not null ? invoice : null;

    private static IEnumerable<(string Description, string Amount)> Lines(StripeDocument invoice) =>
        invoice.Json["lines"]!["data"]!.AsArray().Select(line => (
            line!["description"]!.GetValue<string>(),
            Money.Format(line["amount"]!.GetValue<long>(), invoice.Text("currency")!)));

    private static string Total(StripeDocument invoice) => Money.Format(invoice.Number("total")!.Value, invoice.Text("currency")!);

    private static string Status(StripeDocument invoice) => invoice.Status == "paid" ? "Paid" : "Status: " + invoice.Status;

    private static string? CustomerOf(StripeDocument invoice) => invoice.Text("customer_name") ?? invoice.Text("customer_email");

    private static string Date(StripeDocument invoice) =>
        DateTimeOffset.FromUnixTimeSeconds(invoice.Number("created")!.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
