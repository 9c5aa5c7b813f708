using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>
/// What becomes of refunds, whoever asks for them. They count against the charge from the start; one that fails or is
/// canceled gives its amount back to the charge, which no event of the charge tells.
/// </summary>
internal static class RefundActions
{
    private const long SecondsUntilSettled = 24 * 60 * 60;

    /// <summary>Refunds a charge. With most means of payment the refund succeeds at once, with some it is pending or fails later.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="amount">In minor units; null for all that is left.</param>
    /// <param name="reason">Stripe's reason, or null.</param>
    /// <param name="metadata">The caller's own data.</param>
    /// <exception cref="StripeApiException">400: nothing is left, more than is left was asked for, or the charge is disputed.</exception>
    public static StripeDocument Create(UnitOfWork work, StripeDocument charge, long? amount, string? reason, JsonObject metadata)
    {
        var left = charge.Number("amount")!.Value - charge.Number("amount_refunded")!.Value;
        EnsureRefundable(work, charge, left, amount ?? left);
        var refund = Refunds.Create(charge, amount ?? left, reason, metadata, work.Now);
        var paymentMethod = work.Referenced("payment_method", charge.Text("payment_method")!);
        Schedule(work, refund, paymentMethod);
        refund.Json["balance_transaction"] = BalanceTransactions.Record(
            work, refund, new BalanceMovement(TypeFor(paymentMethod, "refund"), "refund", -(amount ?? left), Description: "REFUND FOR CHARGE")).Id;
        charge.Json["amount_refunded"] = charge.Number("amount_refunded") + (amount ?? left);
        charge.Json["refunded"] = charge.Number("amount_refunded") == charge.Number("amount");
        work.Save(refund, "refund.created");
        work.Save(charge, "charge.refunded");
        return refund;
    }

    /// <summary>A pending refund arrives.</summary>
    /// <exception cref="StripeApiException">400: it is not pending.</exception>
    public static void Succeed(UnitOfWork work, StripeDocument refund)
    {
        EnsureStatus(refund, "pending");
        Change(work, refund, json =>
        {
            json.Remove("pending_reason");
            json["status"] = "succeeded";
        });
    }

    /// <summary>A refund comes back, pending or not: the bank would not take it.</summary>
    /// <exception cref="StripeApiException">400: it has failed already or is canceled.</exception>
    public static void Fail(UnitOfWork work, StripeDocument refund, string reason)
    {
        EnsureStatus(refund, "pending", "succeeded", "requires_action");
        GiveBack(work, refund, "failed", reason);
        work.Emit("refund.failed", refund);
    }

    /// <summary>The merchant stops a refund that is under way: possible in the Dashboard, for cards not by API.</summary>
    /// <exception cref="StripeApiException">400: it is not under way.</exception>
    public static void Cancel(UnitOfWork work, StripeDocument refund)
    {
        EnsureStatus(refund, "pending", "requires_action");
        GiveBack(work, refund, "canceled", "merchant_request");
    }

    private static void EnsureRefundable(UnitOfWork work, StripeDocument charge, long left, long amount)
    {
        if (charge.Flag("disputed") && DisputeActions.BlocksRefunds(work, charge))
        {
            throw StripeErrors.Refused($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        }

        if (left == 0)
        {
            throw StripeErrors.Refused($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        }

        if (amount < 1)
        {
            throw StripeErrors.InvalidInteger("amount", "This value must be greater than or equal to 1.");
        }

        if (amount > left)
        {
            var currency = charge.Text("currency")!;
            throw StripeErrors.Refused(
                $"Refund amount ({Money.Format(amount, currency)}) is greater than unrefunded amount on charge ({Money.Format(left, currency)})",
                parameter: "amount");
        }
    }

    private static void Schedule(UnitOfWork work, StripeDocument refund, StripeDocument paymentMethod)
    {
        var isDebit = BankDebits.IsDebit(paymentMethod);
        var aftermath = isDebit ? Aftermath.RefundPends : PaymentMethods.CardOf(paymentMethod).Aftermath;
        if (isDebit)
        {
            refund.Json["destination_details"] = BankDebits.RefundDestination(paymentMethod);
        }

        if (aftermath is Aftermath.RefundPends)
        {
            refund.Json["pending_reason"] = "processing";
            refund.Json["status"] = "pending";
        }

        if (aftermath is Aftermath.RefundPends or Aftermath.RefundFails)
        {
            Later.Schedule(refund, work.Now + SecondsUntilSettled);
        }
    }

    private static void GiveBack(UnitOfWork work, StripeDocument refund, string status, string reason)
    {
        var charge = work.Referenced("charge", refund.Text("charge")!);
        charge.Json["amount_refunded"] = charge.Number("amount_refunded") - refund.Number("amount");
        charge.Json["refunded"] = false;
        work.Save(charge);
        var paymentMethod = work.Referenced("payment_method", charge.Text("payment_method")!);
        Change(work, refund, json =>
        {
            json.Remove("pending_reason");
            json["failure_balance_transaction"] = BalanceTransactions.Record(
                work,
                refund,
                new BalanceMovement(TypeFor(paymentMethod, "refund_failure"), "refund_failure", refund.Number("amount")!.Value, Description: "REFUND FAILURE")).Id;
            json["failure_reason"] = reason;
            json["status"] = status;
        });
    }

    /// <summary>Changes a refund that is settled by that, and tells of it by both of Stripe's events.</summary>
    private static void Change(UnitOfWork work, StripeDocument refund, Action<JsonObject> change)
    {
        var before = refund.Json.DeepClone().AsObject();
        change(refund.Json);
        Later.Clear(refund);
        var previous = PreviousAttributes.Of(before, refund.Json)!;
        foreach (var added in refund.Json.Where(property => !before.ContainsKey(property.Key)))
        {
            previous[added.Key] = null;
        }

        work.Save(refund, "refund.updated", previous);
        work.Emit("charge.refund.updated", refund, previous.DeepClone().AsObject());
    }

    private static string TypeFor(StripeDocument paymentMethod, string type) =>
        BankDebits.IsDebit(paymentMethod) && type == "refund" ? "payment_refund" : type;

    private static void EnsureStatus(StripeDocument refund, params ReadOnlySpan<string> statuses)
    {
        if (!statuses.Contains(refund.Status!))
        {
            throw StripeErrors.Refused($"This cannot be done to a refund with status {refund.Status}.");
        }
    }
}
