using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Makes the invoices of subscriptions.</summary>
internal static class InvoiceDrafts
{
    /// <summary>Stripe finalizes a renewal's invoice about an hour after it made it, so that something can be added meanwhile.</summary>
    public const long SecondsUntilFinalized = 60 * 60;

    /// <summary>An invoice with its totals; it is neither saved nor told of.</summary>
    public static StripeDocument Build(
        UnitOfWork work, StripeDocument subscription, string reason, IReadOnlyList<JsonObject> lines, string? id = null)
    {
        var customer = work.Referenced("customer", subscription.Text("customer")!);
        var invoice = Invoices.CreateDraft(customer, subscription, reason, lines, work.Now, id);
        invoice.Json["account_name"] = work.Options.AccountName;
        InvoiceTotals.Write(invoice, customer.Number("balance")!.Value);
        return invoice;
    }

    /// <summary>Makes a draft that is finalized and charged by itself after an hour, and tells of it.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription; the caller saves it.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="ended">The period that is over.</param>
    public static StripeDocument CreateForCycle(
        UnitOfWork work, StripeDocument subscription, IReadOnlyList<JsonObject> lines, BillingPeriod ended)
    {
        var invoice = Build(work, subscription, "subscription_cycle", lines);
        if (subscription.Status != "unpaid")
        {
            var finalizesAt = ended.End + SecondsUntilFinalized;
            invoice.Json["auto_advance"] = true;
            invoice.Json["automatically_finalizes_at"] = finalizesAt;
            invoice.Json["next_payment_attempt"] = finalizesAt;
        }

        invoice.Json["period_end"] = ended.End;
        invoice.Json["period_start"] = ended.Start;
        work.Save(invoice, "invoice.created");
        subscription.Json["latest_invoice"] = invoice.Id;
        return invoice;
    }
}
