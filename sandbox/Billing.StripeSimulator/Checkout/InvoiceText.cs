using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>What stands on an invoice, the same on its page and in its PDF.</summary>
internal static class InvoiceText
{
    /// <summary>Who is billed.</summary>
    public static string CustomerOf(StripeDocument invoice) => invoice.Text("customer_name") ?? invoice.Text("customer_email") ?? "–";

    /// <summary>The day of the invoice.</summary>
    public static string DateOf(StripeDocument invoice) => Shown.Day(invoice.Number("created")!.Value);

    /// <summary>The day on which it was paid.</summary>
    public static string PaidOn(StripeDocument invoice) => Shown.Day(invoice.Json["status_transitions"]!["paid_at"]!.GetValue<long>());

    /// <summary>What is billed, for which time.</summary>
    public static IEnumerable<(string Description, string Period, string Amount)> Lines(StripeDocument invoice) =>
        Invoices.Lines(invoice).Select(line => (
            line["description"]?.GetValue<string>() ?? "",
            PeriodOf(line["period"]!["start"]!.GetValue<long>(), line["period"]!["end"]!.GetValue<long>()),
            Money.Format(line["amount"]!.GetValue<long>(), invoice.Text("currency")!)));

    /// <summary>The sums below the lines: only those that say something.</summary>
    public static IEnumerable<(string Name, string Amount)> Sums(StripeDocument invoice)
    {
        var discount = invoice.Json["total_discount_amounts"]?.AsArray().Sum(each => each!["amount"]!.GetValue<long>()) ?? 0;
        var total = invoice.Number("total")!.Value;
        var balance = invoice.Number("amount_due")!.Value - total;
        if (discount != 0)
        {
            yield return ("Subtotal", Shown.Amount(invoice, "subtotal"));
            yield return ("Discount", Format(-discount));
        }

        yield return ("Total", Format(total));
        if (balance != 0)
        {
            yield return (balance < 0 ? "Paid from your balance" : "Added to your balance", Format(balance));
        }

        if (invoice.Number("amount_paid") > 0)
        {
            yield return ("Amount paid", Format(-invoice.Number("amount_paid")!.Value));
        }

        yield return ("Amount due", Shown.Amount(invoice, "amount_remaining"));

        string Format(long amount) => Money.Format(amount, invoice.Text("currency")!);
    }

    private static string PeriodOf(long start, long end) => start == end ? Shown.ShortDay(start) : $"{Shown.ShortDay(start)} – {Shown.ShortDay(end)}";
}
