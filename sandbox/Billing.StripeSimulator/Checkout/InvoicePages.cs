using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;
using static Billing.StripeSimulator.Checkout.PageResults;

namespace Billing.StripeSimulator.Checkout;

/// <summary>An invoice's hosted page (/i/…), on which an open one can be paid, and its PDF.</summary>
internal static class InvoicePages
{
    private const string FailedChallenge = "The payment method failed authentication.";

    /// <summary>Maps the page, its forms and the PDF.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/i/{id}", (string id, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "redirect_status")] string? outcome, UnitOfWorkRunner runner) =>
            runner.Run(null, work => Show(work, id, outcome == "failed" ? FailedChallenge : null, new PayerDetails())));
        app.MapPost("/i/{id}/pay", PayAsync);
        app.MapPost("/i/{id}/confirm", (string id, UnitOfWorkRunner runner) => runner.Run(null, work =>
            FindOpen(work, id) is { } invoice ? SeeOther(InvoicePayment.Challenge(work, invoice)) : Results.NotFound()));
        app.MapGet("/i/{id}/pdf", (string id, UnitOfWorkRunner runner) => runner.Run(null, work => Pdf(work, id)));
    }

    private static IResult Show(UnitOfWork work, string id, string? error, PayerDetails payer) => FindOpen(work, id) is not { } invoice
        ? Notice("Invoice not found", "There is no such invoice in this simulator.", status: StatusCodes.Status404NotFound)
        : PageTemplate.Page(
            "invoice.html",
            "Invoice " + invoice.Text("number"),
            error is null ? StatusCodes.Status200OK : StatusCodes.Status402PaymentRequired,
            ("number", invoice.Text("number")),
            ("due", Shown.Amount(invoice, invoice.Status == "open" ? "amount_remaining" : "total")),
            ("status", Shown.Status(invoice.Status)),
            ("merchant", invoice.Text("account_name")),
            ("customer", InvoiceText.CustomerOf(invoice)),
            ("date", InvoiceText.DateOf(invoice)),
            ("lines", Html.Join(InvoiceText.Lines(invoice).Select(line => PageTemplate.Render(
                "checkout-line.html", ("name", line.Description), ("quantity", line.Period), ("amount", line.Amount))))),
            ("sums", Html.Join(InvoiceText.Sums(invoice).Select(sum => PageTemplate.Render(
                "invoice-sum.html", ("name", sum.Name), ("amount", sum.Amount))))),
            ("pdf", $"/i/{id}/pdf"),
            ("payment", invoice.Status == "open" ? Form(work, invoice, error, payer) : Outcome(work, invoice)));

    private static Html Form(UnitOfWork work, StripeDocument invoice, string? error, PayerDetails payer)
    {
        var intent = InvoiceCollection.IntentOf(work, invoice);
        return intent is { Status: "processing" }
            ? PageTemplate.Render("invoice-outcome.html", ("heading", "Payment under way"), ("text", "Your bank is working on it. There is nothing to do."), ("link", Html.Empty))
            : PageTemplate.Render(
                "invoice-form.html",
                ("id", invoice.Id),
                ("amount", Shown.Amount(invoice, "amount_remaining")),
                ("confirm", intent is { Status: "requires_action" } ? Confirmation(work, invoice, intent) : Html.Empty),
                ("alert", error is null ? Html.Empty : PageTemplate.Render("alert.html", ("message", error))),
                ("card", CardForm.Fields(payer.Name ?? invoice.Text("customer_name"))));
    }

    private static Html Confirmation(UnitOfWork work, StripeDocument invoice, StripeDocument intent) => PageTemplate.Render(
        "invoice-confirm.html",
        ("id", invoice.Id),
        ("means", Shown.Means(work.Referenced("payment_method", intent.Text("payment_method")!))));

    private static Html Outcome(UnitOfWork work, StripeDocument invoice)
    {
        var charge = InvoicePayment.ChargeOf(work, invoice);
        return invoice.Status switch
        {
            "paid" => PageTemplate.Render(
                "invoice-outcome.html",
                ("heading", "Invoice paid"),
                ("text", charge is null
                    ? $"Nothing was to be paid. It was settled on {InvoiceText.PaidOn(invoice)}."
                    : $"Paid on {InvoiceText.PaidOn(invoice)} with {Shown.Means(work.Referenced("payment_method", charge.Text("payment_method")!))}."),
                ("link", charge?.Text("receipt_url") is { } receipt
                    ? PageTemplate.Render("notice-link.html", ("url", receipt), ("text", "View receipt"))
                    : Html.Empty)),
            _ => PageTemplate.Render(
                "invoice-outcome.html",
                ("heading", "Nothing to pay"),
                ("text", $"This invoice is {invoice.Status}. It cannot be paid any more."),
                ("link", Html.Empty)),
        };
    }

    private static async Task<IResult> PayAsync(string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var payer = new PayerDetails(Name: Filled(form["name"]), Expiry: CardForm.ReadExpiry(form));
        try
        {
            return runner.Run(null, work => FindOpen(work, id) is { } invoice
                ? SeeOther(InvoicePayment.Pay(work, invoice, CardForm.Read(form, work.Now), payer))
                : Results.NotFound());
        }
        catch (StripeApiException refusal)
        {
            return runner.Run(null, work => Show(work, id, refusal.Message, payer));
        }
    }

    private static IResult Pdf(UnitOfWork work, string id)
    {
        if (FindOpen(work, id) is not { } invoice)
        {
            return Results.NotFound();
        }

        string[] lines =
        [
            "Date: " + InvoiceText.DateOf(invoice),
            "From: " + invoice.Text("account_name"),
            "To:   " + InvoiceText.CustomerOf(invoice),
            "",
            .. InvoiceText.Lines(invoice).Select(line => TextPdf.Columns($"{line.Description}  {line.Period}", line.Amount)),
            "",
            .. InvoiceText.Sums(invoice).Select(sum => TextPdf.Columns(sum.Name, sum.Amount)),
            "",
            "Status: " + Shown.Words(invoice.Status!),
            "",
            "Simulator: no money moved.",
        ];
        return Results.File(TextPdf.Create("Invoice " + invoice.Text("number"), lines), "application/pdf", $"{invoice.Text("number")}.pdf");
    }

    /// <summary>Drafts have neither page nor PDF.</summary>
    private static StripeDocument? FindOpen(UnitOfWork work, string id) =>
        work.Find("invoice", id) is { } invoice && invoice.Text("number") is not null ? invoice : null;
}
