using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Pauses of collection: the subscription goes on, but its invoices are not collected.</summary>
internal static class Pauses
{
    /// <summary>When collection begins again by itself; null when it does not.</summary>
    public static DueMoment? EndOf(StripeDocument subscription) =>
        subscription.Json["pause_collection"]?["resumes_at"]?.GetValue<long>() is { } at
            ? new DueMoment(at, "The collection of a subscription begins again")
            : null;

    /// <summary>Collection begins again.</summary>
    public static void End(UnitOfWork work, StripeDocument subscription)
    {
        var before = subscription.Json["pause_collection"]!.DeepClone();
        subscription.Json["pause_collection"] = null;
        work.Save(subscription, "customer.subscription.updated", new JsonObject { ["pause_collection"] = before });
    }

    /// <summary>Does to the invoice of a renewal what the pause says.</summary>
    public static void Treat(UnitOfWork work, StripeDocument subscription, StripeDocument invoice)
    {
        switch (subscription.Json["pause_collection"]?["behavior"]?.GetValue<string>())
        {
            case "keep_as_draft":
                Keep(work, invoice);
                break;
            case "void":
                InvoiceCollection.Finalize(work, invoice, collects: false);
                InvoiceVoid.Void(work, invoice);
                break;
            case "mark_uncollectible":
                InvoiceCollection.Finalize(work, invoice, collects: false);
                InvoiceVoid.MarkUncollectible(work, invoice);
                break;
        }
    }

    private static void Keep(UnitOfWork work, StripeDocument invoice)
    {
        var before = invoice.Json.DeepClone().AsObject();
        invoice.Json["auto_advance"] = false;
        invoice.Json["automatically_finalizes_at"] = null;
        invoice.Json["next_payment_attempt"] = null;
        work.Save(invoice, "invoice.updated", PreviousAttributes.Of(before, invoice.Json));
    }
}
