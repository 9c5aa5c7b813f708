using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Works out what is to be paid for an invoice.</summary>
internal static class InvoiceTotals
{
    /// <summary>
    /// Sums the lines up and takes the customer's balance into account: credit lowers what is due, debt raises it, a negative
    /// total becomes credit. What is less than Stripe charges at all is left to the next invoice.
    /// </summary>
    /// <param name="invoice">A draft.</param>
    /// <param name="balance">The customer's balance in minor units; negative is credit.</param>
    /// <param name="due">What is due, when that was paid already.</param>
    public static void Write(StripeDocument invoice, long balance, long? due = null)
    {
        var json = invoice.Json;
        var subtotal = Invoices.Lines(invoice).Sum(line => line["amount"]!.GetValue<long>());
        var total = subtotal;
        json["subtotal"] = subtotal;
        json["subtotal_excluding_tax"] = subtotal;
        json["total"] = total;
        json["total_excluding_tax"] = total;
        json["starting_balance"] = balance;
        due ??= Due(total, balance, invoice.Text("currency")!);
        json["amount_due"] = due;
        json["amount_remaining"] = due;
    }

    /// <summary>The customer's balance once the invoice is finalized.</summary>
    public static long EndingBalance(StripeDocument invoice) =>
        invoice.Number("starting_balance")!.Value + invoice.Number("total")!.Value - invoice.Number("amount_due")!.Value;

    private static long Due(long total, long balance, string currency)
    {
        var due = total <= 0 ? 0 : Math.Max(0, total + balance);
        return due < Money.MinimumCharge(currency) ? 0 : due;
    }
}
