using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Payments;

/// <summary>
/// What time brings about without anybody asking for it: refunds that arrive or come back, disputes that nobody answers,
/// bank debits that are taken. The object remembers when, and its state says what.
/// </summary>
internal static class Later
{
    /// <summary>The object goes on at a moment.</summary>
    public static void Schedule(StripeDocument document, long at) => document.Hidden[DocumentTable.SettlesAt] = at;

    /// <summary>The object does not go on by itself any more.</summary>
    public static void Clear(StripeDocument document) => document.Hidden.Remove(DocumentTable.SettlesAt);

    /// <summary>When the object goes on by itself; null when it does not.</summary>
    public static DueMoment? DueOf(StripeDocument document) =>
        document.Hidden[DocumentTable.SettlesAt] is { } at ? new DueMoment(at.GetValue<long>(), Outlook(document)) : null;

    /// <summary>Lets one object go on whose time has come.</summary>
    public static void Settle(UnitOfWork work, StripeDocument document)
    {
        switch (document.Kind)
        {
            case "dispute":
                DisputeActions.Lose(work, document);
                break;
            case "refund" when document.Status == "pending":
                RefundActions.Succeed(work, document);
                break;
            case "refund":
                RefundActions.Fail(work, document, "expired_or_canceled_card");
                break;
            case "payment_intent":
                DebitPayments.Decide(work, document);
                break;
            default:
                throw new InvalidOperationException($"Nothing is known of a {document.Kind} that goes on by itself.");
        }
    }

    /// <summary>What happens when the object's time has come, in words.</summary>
    private static string Outlook(StripeDocument document) => document.Kind switch
    {
        "dispute" => "A dispute is lost that nobody answered",
        "refund" => document.Status == "pending" ? "A refund arrives" : "A refund fails",
        _ => "A bank debit is decided",
    };
}
