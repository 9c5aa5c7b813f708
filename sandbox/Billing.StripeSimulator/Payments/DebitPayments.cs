using System.Text.Json.Nodes;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>Payments by bank debit: under way for days, then the bank decides.</summary>
internal static class DebitPayments
{
    private const long SecondsUntilDecided = 4 * 24 * 60 * 60;
    private const string AttemptFailed = "payment_intent_payment_attempt_failed";

    /// <summary>Sends the debit to the bank.</summary>
    public static void Begin(UnitOfWork work, StripeDocument intent, StripeDocument paymentMethod)
    {
        var charge = Charges.Pending(intent, paymentMethod, work.Now);
        intent.Json["last_payment_error"] = null;
        intent.Json["latest_charge"] = charge.Id;
        intent.Json["next_action"] = null;
        intent.Json["payment_method"] = paymentMethod.Id;
        intent.Json["status"] = "processing";
        Later.Schedule(intent, work.Now + SecondsUntilDecided);
        work.Save(intent, "payment_intent.processing");
        work.Save(charge, "charge.pending");
    }

    /// <summary>The bank decides, by the account's test number.</summary>
    public static void Decide(UnitOfWork work, StripeDocument intent)
    {
        if (BankDebits.WillFail(MethodOf(work, intent)))
        {
            Fail(work, intent);
        }
        else
        {
            Succeed(work, intent);
        }
    }

    /// <summary>The money arrives.</summary>
    /// <exception cref="StripeApiException">400: no debit is under way.</exception>
    public static void Succeed(UnitOfWork work, StripeDocument intent)
    {
        var charge = ChargeOf(work, intent);
        Charges.Succeed(charge);
        IntentPayments.Book(work, charge, "payment");
        intent.Json["amount_received"] = intent.Number("amount");
        intent.Json["status"] = "succeeded";
        Later.Clear(intent);
        work.Save(intent, "payment_intent.succeeded");
        work.Save(charge, "charge.succeeded");
        CheckoutPayment.DebitDecided(work, intent);
        InvoiceCollection.IntentChanged(work, intent, Attempt.OnSession);
    }

    /// <summary>The bank refuses.</summary>
    /// <exception cref="StripeApiException">400: no debit is under way.</exception>
    public static void Fail(UnitOfWork work, StripeDocument intent)
    {
        var charge = ChargeOf(work, intent);
        var paymentMethod = MethodOf(work, intent);
        var (code, message) = BankDebits.RefusalOf(paymentMethod);
        Charges.Fail(charge, code, message);
        intent.Json["last_payment_error"] = new JsonObject
        {
            ["charge"] = charge.Id,
            ["code"] = AttemptFailed,
            ["doc_url"] = StripeApiException.DocUrl(AttemptFailed),
            ["message"] = message,
            ["payment_method"] = paymentMethod.Json.DeepClone(),
            ["type"] = "invalid_request_error",
        };
        intent.Json["payment_method"] = null;
        intent.Json["status"] = "requires_payment_method";
        Later.Clear(intent);
        work.Save(intent, "payment_intent.payment_failed");
        work.Save(charge, "charge.failed");
        CheckoutPayment.DebitDecided(work, intent);
        InvoiceCollection.IntentChanged(work, intent, Attempt.OnSession);
    }

    private static StripeDocument MethodOf(UnitOfWork work, StripeDocument intent) =>
        work.Referenced("payment_method", intent.Text("payment_method")!);

    private static StripeDocument ChargeOf(UnitOfWork work, StripeDocument intent) => intent.Status == "processing"
        ? work.Referenced("charge", intent.Text("latest_charge")!)
        : throw StripeErrors.Refused(
            $"No bank debit is under way for this PaymentIntent: its status is {intent.Status}.", "payment_intent_unexpected_state");
}
