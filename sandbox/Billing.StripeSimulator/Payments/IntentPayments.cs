using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>How the payer answered a 3-D Secure challenge.</summary>
internal enum Authentication
{
    /// <summary>There was no challenge yet.</summary>
    None,

    /// <summary>The payer is who they say.</summary>
    Completed,

    /// <summary>The payer failed or gave up.</summary>
    Failed,
}

/// <summary>Who tries to pay.</summary>
internal enum Attempt
{
    /// <summary>The payer, who can answer a challenge.</summary>
    OnSession,

    /// <summary>The merchant with a saved payment method, while the payer is not there.</summary>
    OffSession,

    /// <summary>Stripe by the schedule of an invoice, while the payer is not there.</summary>
    Scheduled,
}

/// <summary>Attempts at paying an intent: each leaves a charge, and the events that tell of it.</summary>
internal static class IntentPayments
{
    private static readonly string[] Payable = ["requires_payment_method", "requires_confirmation", "requires_action"];

    /// <summary>Whether an attempt with this payment method will go through, or a bank debit at least be under way.</summary>
    public static bool WillSucceed(StripeDocument paymentMethod, Authentication authentication) =>
        BankDebits.IsDebit(paymentMethod) || WillSucceed(PaymentMethods.CardOf(paymentMethod), authentication);

    /// <summary>Whether an attempt with this card will go through.</summary>
    public static bool WillSucceed(TestCard card, Authentication authentication) => card.Behavior switch
    {
        CardBehavior.Succeeds or CardBehavior.FailsOnRenewal => true,
        CardBehavior.Declines => false,
        CardBehavior.RequiresAuthentication or CardBehavior.AlwaysRequiresAuthentication => authentication is Authentication.Completed,
    };

    /// <summary>
    /// Tries to pay. Afterwards the intent has succeeded, or it asks for authentication (requires_action), or a bank debit is
    /// under way (processing).
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="intent">An intent that is stored.</param>
    /// <param name="paymentMethod">What to pay with.</param>
    /// <param name="authentication">The answer to a challenge, if there was one.</param>
    /// <param name="returnUrl">Where the challenge page leads back to; null leads nowhere.</param>
    /// <exception cref="StripeApiException">402: declined, or authentication failed. 400: the intent cannot be paid any more.</exception>
    public static void Attempt(
        UnitOfWork work, StripeDocument intent, StripeDocument paymentMethod, Authentication authentication, string? returnUrl = null)
    {
        if (Try(work, intent, paymentMethod, authentication, returnUrl) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Tries to pay, as <see cref="Attempt"/> does, where a refusal is nothing unusual.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="intent">An intent that is stored.</param>
    /// <param name="paymentMethod">What to pay with.</param>
    /// <param name="authentication">The answer to a challenge, if there was one.</param>
    /// <param name="returnUrl">Where the challenge page leads back to; null leads nowhere.</param>
    /// <param name="attempt">Who tries.</param>
    /// <returns>402 when it was declined or authentication failed; null when it went through, is under way or asks for authentication.</returns>
    /// <exception cref="StripeApiException">400: the intent cannot be paid any more.</exception>
    public static StripeApiException? Try(
        UnitOfWork work,
        StripeDocument intent,
        StripeDocument paymentMethod,
        Authentication authentication,
        string? returnUrl = null,
        Attempt attempt = Payments.Attempt.OnSession)
    {
        EnsurePayable(intent);
        if (BankDebits.IsDebit(paymentMethod))
        {
            DebitPayments.Begin(work, intent, paymentMethod);
            return null;
        }

        var card = PaymentMethods.CardOf(paymentMethod);
        var offSession = attempt is not Payments.Attempt.OnSession;
        if (DeclineOf(work, paymentMethod, card, offSession) is { } decline)
        {
            Decline(work, intent, paymentMethod, decline);
        }
        else if (WillSucceed(card, authentication) || (offSession && card.Behavior is CardBehavior.RequiresAuthentication))
        {
            Succeed(work, intent, paymentMethod, authentication);
        }
        else if (authentication is Authentication.Failed)
        {
            Fail(intent, CardErrors.FailedAuthentication(paymentMethod));
            work.Save(intent, "payment_intent.payment_failed");
        }
        else
        {
            Challenge(work, intent, paymentMethod, returnUrl);
        }

        InvoiceCollection.IntentChanged(work, intent, attempt);
        return intent.Status == "requires_payment_method" ? CardErrors.PaymentFailed(intent) : null;
    }

    /// <summary>The payment method with which an intent waits for the answer to a challenge.</summary>
    /// <exception cref="StripeApiException">400: the intent waits for none, because it was answered already for example.</exception>
    public static StripeDocument ChallengedPaymentMethod(UnitOfWork work, StripeDocument intent) => intent.Status == "requires_action"
        ? work.Referenced("payment_method", intent.Text("payment_method")!)
        : throw StripeErrors.Refused("This payment does not wait for a confirmation.", "payment_intent_unexpected_state");

    /// <summary>Gives up an intent that was not paid.</summary>
    /// <exception cref="StripeApiException">400: it has succeeded or is canceled.</exception>
    public static void Cancel(UnitOfWork work, StripeDocument intent, string? reason)
    {
        EnsurePayable(intent);
        intent.Json["canceled_at"] = work.Now;
        intent.Json["cancellation_reason"] = reason;
        intent.Json["next_action"] = null;
        intent.Json["status"] = "canceled";
        work.Save(intent, "payment_intent.canceled");
    }

    /// <summary>Whether the intent can still be paid, changed or canceled.</summary>
    public static bool IsPayable(StripeDocument intent) => Payable.Contains(intent.Status);

    /// <summary>Refuses what cannot be done to an intent that has succeeded or is canceled.</summary>
    /// <exception cref="StripeApiException">400, code payment_intent_unexpected_state.</exception>
    public static void EnsurePayable(StripeDocument intent)
    {
        if (!IsPayable(intent))
        {
            throw StripeErrors.Refused(
                $"This PaymentIntent has the status {intent.Status}, in which it cannot be changed, confirmed or canceled.",
                "payment_intent_unexpected_state");
        }
    }

    /// <summary>Books the money of a charge, and gives the payer a receipt.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="charge">A charge that succeeded; the caller saves it.</param>
    /// <param name="type">Stripe's type of the movement: charge for cards, payment for the rest.</param>
    public static void Book(UnitOfWork work, StripeDocument charge, string type)
    {
        var amount = charge.Number("amount")!.Value;
        var movement = new BalanceMovement(type, "charge", amount, BalanceTransactions.FeeOf(amount), charge.Text("description"));
        charge.Json["balance_transaction"] = BalanceTransactions.Record(work, charge, movement).Id;
        charge.Json["receipt_url"] = $"{work.BaseAddress}/receipts/{charge.Id}";
    }

    private static CardDecline? DeclineOf(UnitOfWork work, StripeDocument paymentMethod, TestCard card, bool offSession) =>
        PaymentMethods.ExpiryOf(paymentMethod).IsOver(work.Now) ? CardDecline.Expired
        : card.Behavior is CardBehavior.Declines || (offSession && card.Behavior is CardBehavior.FailsOnRenewal) ? card.Decline
        : null;

    private static void Succeed(UnitOfWork work, StripeDocument intent, StripeDocument paymentMethod, Authentication authentication)
    {
        var charge = Charges.Succeeded(intent, paymentMethod, authentication is Authentication.Completed, work.Now);
        intent.Json["amount_received"] = intent.Number("amount");
        intent.Json["last_payment_error"] = null;
        intent.Json["latest_charge"] = charge.Id;
        intent.Json["next_action"] = null;
        intent.Json["payment_method"] = paymentMethod.Id;
        intent.Json["status"] = "succeeded";
        Book(work, charge, "charge");
        work.Save(intent, "payment_intent.succeeded");
        work.Save(charge, "charge.succeeded");
        FollowUp(work, charge.Id, PaymentMethods.CardOf(paymentMethod).Aftermath);
    }

    /// <summary>A cardholder who disputes does so once everything else is done.</summary>
    private static void FollowUp(UnitOfWork work, string charge, Aftermath aftermath)
    {
        if (aftermath is Aftermath.Dispute or Aftermath.Inquiry)
        {
            work.Afterwards(() =>
            {
                if (work.Find("charge", charge) is { } paid)
                {
                    DisputeActions.Open(work, paid, "fraudulent", aftermath is Aftermath.Inquiry);
                }
            });
        }
    }

    private static void Decline(UnitOfWork work, StripeDocument intent, StripeDocument paymentMethod, CardDecline decline)
    {
        var charge = Charges.Failed(intent, paymentMethod, decline, work.Now);
        intent.Json["latest_charge"] = charge.Id;
        Fail(intent, CardErrors.DeclineOf(charge, paymentMethod, decline));
        work.Save(intent, "payment_intent.payment_failed");
        work.Save(charge, "charge.failed");
    }

    private static void Fail(StripeDocument intent, JsonObject error)
    {
        intent.Json["last_payment_error"] = error;
        intent.Json["next_action"] = null;
        intent.Json["payment_method"] = null;
        intent.Json["status"] = "requires_payment_method";
    }

    private static void Challenge(UnitOfWork work, StripeDocument intent, StripeDocument paymentMethod, string? returnUrl)
    {
        intent.Json["next_action"] = new JsonObject
        {
            ["redirect_to_url"] = new JsonObject
            {
                ["return_url"] = returnUrl,
                ["url"] = $"{work.BaseAddress}/c/3ds/{intent.Id}",
            },
            ["type"] = "redirect_to_url",
        };
        intent.Json["payment_method"] = paymentMethod.Id;
        intent.Json["status"] = "requires_action";
        work.Save(intent, "payment_intent.requires_action");
    }
}
