using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What happens to an invoice by itself: a draft is finalized after an hour, and what was not paid is tried again.</summary>
internal static class InvoiceAgenda
{
    /// <summary>When the invoice goes on by itself; null when it does not.</summary>
    public static DueMoment? DueOf(StripeDocument invoice) => !invoice.Flag("auto_advance") ? null : invoice.Status switch
    {
        "draft" when invoice.Number("automatically_finalizes_at") is { } at => new DueMoment(at, "An invoice is finalized and charged"),
        "open" when invoice.Number("next_payment_attempt") is { } at => new DueMoment(at, "An invoice is charged again"),
        _ => null,
    };

    /// <summary>Lets the invoice go on.</summary>
    public static void Run(UnitOfWork work, StripeDocument invoice)
    {
        if (invoice.Status == "draft")
        {
            InvoiceCollection.FinalizeAndCollect(work, invoice);
        }
        else
        {
            InvoiceCollection.Collect(work, invoice, Attempt.Scheduled);
        }
    }
}
