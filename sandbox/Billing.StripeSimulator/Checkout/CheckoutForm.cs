using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>The payment page of an open session: what is bought, and the card form with the test cards.</summary>
internal static class CheckoutForm
{
    /// <summary>The page, with the reason when the last attempt failed, and what the payer had typed in but for the card.</summary>
    public static IResult Render(UnitOfWork work, StripeDocument session, string? error, PayerDetails payer)
    {
        var lines = CheckoutSessions.Lines(session);
        var total = Money.Format(session.Number("amount_total")!.Value, session.Text("currency")!);
        var recurring = lines[0].Recurring;
        var trial = CheckoutSessions.TrialSeconds(session) / (24 * 60 * 60);
        return PageTemplate.Page(
            "checkout.html",
            "Checkout · " + work.Options.AccountName,
            error is null ? StatusCodes.Status200OK : StatusCodes.Status402PaymentRequired,
            ("session", session.Id),
            ("merchant", work.Options.AccountName),
            ("heading", recurring is null ? "Pay " + work.Options.AccountName : "Subscribe to " + lines[0].ProductName),
            ("total", total),
            ("interval", recurring is null ? "" : Every(recurring["interval"]!.GetValue<string>(), recurring["interval_count"]!.GetValue<long>())),
            ("lines", Html.Join(lines.Select(Line))),
            ("discount", Discount(work, session)),
            ("back", BackLink(session)),
            ("alert", error is null ? Html.Empty : PageTemplate.Render("alert.html", ("message", error))),
            ("how", CheckoutSessions.NeedsCard(session) ? "Pay with card" : "No card needed"),
            ("card", CheckoutSessions.NeedsCard(session) ? CardForm.Fields(payer.Name) : Html.Empty),
            ("debit", CheckoutPayment.DebitTypeOf(session) is null ? Html.Empty : Debit(session, payer, total)),
            ("email", Email(session, payer)),
            ("button", recurring is null ? "Pay " + total : trial is null ? "Subscribe for " + total : "Start trial"),
            ("terms", recurring is null ? "You pay once."
                : trial is null ? "You are charged now and at the start of every period, until you cancel."
                : $"Your trial is free for {trial} days. After it you are charged at the start of every period, until you cancel."));
    }

    private static Html Line(CheckoutLine line) => PageTemplate.Render(
        "checkout-line.html",
        ("name", line.ProductName),
        ("quantity", line.Quantity == 1 ? "" : $"Quantity {line.Quantity}"),
        ("amount", Money.Format(line.Amount, line.Currency)));

    private static Html Email(StripeDocument session, PayerDetails payer)
    {
        var known = session.Json["customer_details"]?["email"]?.GetValue<string>();
        return PageTemplate.Render(known is null ? "email-field.html" : "email-known.html", ("email", known ?? payer.Email));
    }

    private static Html Debit(StripeDocument session, PayerDetails payer, string total) => PageTemplate.Render(
        "bank-debit.html",
        ("session", session.Id),
        ("email", session.Json["customer_details"]?["email"] is null
            ? PageTemplate.Render("bank-debit-email.html", ("email", payer.Email))
            : Html.Empty),
        ("name", payer.Name),
        ("total", total));

    private static Html Discount(UnitOfWork work, StripeDocument session)
    {
        var code = CheckoutDiscounts.Of(work, session)?.PromotionCode?.Text("code");
        var off = session.Json["total_details"]!["amount_discount"]!.GetValue<long>();
        var line = off == 0 ? Html.Empty : PageTemplate.Render(
            "checkout-discount.html", ("name", code ?? "Discount"), ("amount", Money.Format(-off, session.Text("currency")!)));
        return !session.Flag("allow_promotion_codes") ? line : Html.Join(
        [
            line,
            PageTemplate.Render("promotion-code.html", ("session", session.Id), ("code", code), ("button", code is null ? "Apply" : "Change")),
        ]);
    }

    private static Html BackLink(StripeDocument session) => session.Text("cancel_url") is { } url
        ? PageTemplate.Render("back-link.html", ("url", CheckoutSessions.FillIn(session, url)))
        : Html.Empty;

    private static string Every(string interval, long count) => count == 1 ? "per " + interval : $"every {count} {interval}s";
}
