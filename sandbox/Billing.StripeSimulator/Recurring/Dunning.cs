using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What follows an attempt at an invoice that failed: the next one, or the end of the subscription.</summary>
internal static class Dunning
{
    /// <summary>Where the setting is kept that says what becomes of a subscription once every attempt has failed.</summary>
    public const string RetriesThenSetting = "retries_then";

    /// <summary>What the setting can be: the first is the default.</summary>
    public static readonly string[] Outcomes = ["cancel", "unpaid", "past_due"];

    private const long Day = 24 * 60 * 60;

    // Days from one attempt to the next.
    private static readonly long[] DaysBetween = [3, 5, 7];

    /// <summary>Notes the failed attempt, tells of it, and plans what comes next.</summary>
    public static void AttemptFailed(UnitOfWork work, StripeDocument invoice, StripeDocument intent, Attempt attempt)
    {
        var before = invoice.Json.DeepClone().AsObject();
        var count = invoice.Number("attempt_count")!.Value;
        invoice.Json["attempted"] = true;
        if (attempt is Attempt.Scheduled || count == 0)
        {
            invoice.Json["attempt_count"] = ++count;
            invoice.Json["next_payment_attempt"] =
                invoice.Flag("auto_advance") && count <= DaysBetween.Length ? work.Now + (DaysBetween[count - 1] * Day) : null;
        }

        if (PreviousAttributes.Of(before, invoice.Json) is { } previous)
        {
            work.Save(invoice, "invoice.updated", previous);
        }

        if (intent.Status == "requires_action")
        {
            work.Emit("invoice.payment_action_required", invoice);
        }

        work.Emit("invoice.payment_failed", invoice);
        SubscriptionPayments.InvoiceFailed(work, invoice, isLast: attempt is Attempt.Scheduled && count > DaysBetween.Length);
    }

    /// <summary>What becomes of a subscription once every attempt has failed.</summary>
    public static string RetriesThen(UnitOfWork work) => work.Store.Settings.Find(RetriesThenSetting) ?? Outcomes[0];
}
