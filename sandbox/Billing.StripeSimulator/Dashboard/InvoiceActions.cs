using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>What the merchant can do to an invoice in the Dashboard.</summary>
internal static class InvoiceActions
{
    /// <summary>The actions that the invoice's state allows.</summary>
    public static IEnumerable<ObjectAction> Of(StripeDocument invoice)
    {
        if (invoice.Status == "draft")
        {
            yield return new("finalize", "Finalize and charge it now", (work, _) => InvoiceCollection.FinalizeAndCollect(work, invoice));
        }

        if (invoice.Status == "open")
        {
            yield return new("charge", "Charge it again now", (work, _) => InvoiceCollection.Collect(work, invoice, Attempt.OffSession));
            yield return new("uncollectible", "Write it off", (work, _) => InvoiceVoid.MarkUncollectible(work, invoice)) { IsDangerous = true };
        }

        if (invoice.Status is "open" or "uncollectible")
        {
            yield return new("void", "Void it", (work, _) => InvoiceVoid.Void(work, invoice)) { IsDangerous = true };
        }
    }
}
