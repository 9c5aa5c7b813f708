using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>The receipt of a charge (/receipts/…).</summary>
internal static class ReceiptPages
{
    /// <summary>Maps the page.</summary>
    public static void Map(WebApplication app) =>
        app.MapGet("/receipts/{id}", (string id, UnitOfWorkRunner runner) => runner.Run(null, work => Show(work, id)));

    private static IResult Show(UnitOfWork work, string id) => work.Find("charge", id) is not { Status: "succeeded" } charge
        ? PageResults.Notice(
            "Receipt not found", "There is no paid charge of this id in this simulator.", status: StatusCodes.Status404NotFound)
        : PageTemplate.Page(
            "receipt.html",
            "Receipt from " + work.Options.AccountName,
            StatusCodes.Status200OK,
            ("merchant", work.Options.AccountName),
            ("amount", Shown.Amount(charge)),
            ("date", Shown.Day(charge.Number("created")!.Value)),
            ("means", Shown.Means(work.Referenced("payment_method", charge.Text("payment_method")!))),
            ("description", charge.Text("description") ?? "Payment to " + work.Options.AccountName),
            ("refunded", charge.Number("amount_refunded") > 0
                ? PageTemplate.Render("checkout-line.html", ("name", "Refunded"), ("quantity", ""), ("amount", Refunded(charge)))
                : Html.Empty));

    private static string Refunded(StripeDocument charge) => Money.Format(-charge.Number("amount_refunded")!.Value, charge.Text("currency")!);
}
