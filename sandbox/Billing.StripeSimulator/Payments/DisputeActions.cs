using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>What becomes of disputes: the money is withdrawn at once and comes back only when the merchant wins.</summary>
internal static class DisputeActions
{
    // In minor units, in whatever currency the charge has.
    private const long Fee = 1500;

    /// <summary>The cardholder contests a charge.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="reason">Stripe's reason, such as <c>fraudulent</c>.</param>
    /// <param name="isInquiry">Only a question of the bank's so far.</param>
    /// <exception cref="StripeApiException">400: the charge was not paid, is refunded or disputed already.</exception>
    public static StripeDocument Open(UnitOfWork work, StripeDocument charge, string reason, bool isInquiry = false)
    {
        if (charge.Status != "succeeded" || charge.Flag("refunded") || charge.Flag("disputed"))
        {
            throw StripeErrors.Refused("Only a charge that succeeded, is not refunded and was not disputed yet can be disputed.");
        }

        var dispute = Disputes.Create(charge, reason, isInquiry, work.Now);
        Later.Schedule(dispute, dispute.Json["evidence_details"]!["due_by"]!.GetValue<long>());
        charge.Json["disputed"] = true;
        work.Save(charge);
        work.Save(dispute, "charge.dispute.created");
        if (!isInquiry)
        {
            Withdraw(work, dispute);
        }

        return dispute;
    }

    /// <summary>Whether a dispute keeps a charge from being refunded: all but inquiries do, and won ones no longer.</summary>
    public static bool BlocksRefunds(UnitOfWork work, StripeDocument charge) =>
        Of(work, charge) is { Status: not "won" } dispute && !Disputes.IsInquiry(dispute);

    /// <summary>The dispute of a charge; null when there is none.</summary>
    public static StripeDocument? Of(UnitOfWork work, StripeDocument charge) =>
        work.All(new DocumentQuery("dispute").Where("charge", charge.Id)) is [var dispute, ..] ? dispute : null;

    /// <summary>The merchant's answer goes to the bank, which takes its time.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="dispute">The dispute.</param>
    /// <param name="answer">Writes the answer into the dispute; null when it is there already.</param>
    /// <exception cref="StripeApiException">400: no answer is awaited.</exception>
    public static void Respond(UnitOfWork work, StripeDocument dispute, Action<JsonObject>? answer = null)
    {
        EnsureAwaited(dispute);
        Update(work, dispute, json =>
        {
            answer?.Invoke(json);
            var details = json["evidence_details"]!;
            details["has_evidence"] = true;
            details["submission_count"] = details["submission_count"]!.GetValue<long>() + 1;
            json["status"] = Disputes.IsInquiry(dispute) ? "warning_under_review" : "under_review";
        });
    }

    /// <summary>The bank decides for the merchant: what was withdrawn comes back. An inquiry ends without anything moving.</summary>
    /// <exception cref="StripeApiException">400: it has ended already.</exception>
    public static void Win(UnitOfWork work, StripeDocument dispute)
    {
        EnsureOpen(dispute);
        var isInquiry = Disputes.IsInquiry(dispute);
        Close(work, dispute, isInquiry ? "warning_closed" : "won");
        if (!isInquiry)
        {
            Move(work, dispute, new BalanceMovement(
                "adjustment", "dispute_reversal", dispute.Number("amount")!.Value, -Fee,
                $"Chargeback reversal for {dispute.Text("charge")}", "Dispute fee refund"));
            work.Save(dispute, "charge.dispute.funds_reinstated");
        }
    }

    /// <summary>The bank decides for the cardholder, or nobody answered in time, or the merchant accepts it. An inquiry just ends.</summary>
    /// <exception cref="StripeApiException">400: it has ended already.</exception>
    public static void Lose(UnitOfWork work, StripeDocument dispute)
    {
        EnsureOpen(dispute);
        Close(work, dispute, Disputes.IsInquiry(dispute) ? "warning_closed" : "lost");
    }

    /// <summary>An inquiry becomes a chargeback: only now money is withdrawn.</summary>
    /// <exception cref="StripeApiException">400: it is no open inquiry.</exception>
    public static void Escalate(UnitOfWork work, StripeDocument dispute)
    {
        EnsureOpen(dispute);
        if (!Disputes.IsInquiry(dispute))
        {
            throw StripeErrors.Refused("Only an inquiry can become a chargeback.");
        }

        Update(work, dispute, json =>
        {
            json["is_charge_refundable"] = false;
            json["payment_method_details"]!["card"]!["case_type"] = "chargeback";
            json["status"] = "needs_response";
        });
        Withdraw(work, dispute);
    }

    /// <summary>Changes a dispute and tells of it.</summary>
    public static void Update(UnitOfWork work, StripeDocument dispute, Action<JsonObject> change)
    {
        var before = dispute.Json.DeepClone().AsObject();
        change(dispute.Json);
        if (PreviousAttributes.Of(before, dispute.Json) is { } previous)
        {
            SetDeadline(dispute);
            work.Save(dispute, "charge.dispute.updated", previous);
        }
    }

    /// <summary>Refuses to answer a dispute that awaits no answer.</summary>
    /// <exception cref="StripeApiException">400.</exception>
    public static void EnsureAwaited(StripeDocument dispute)
    {
        if (!Disputes.NeedsResponse(dispute))
        {
            throw StripeErrors.Refused($"This dispute awaits no answer: its status is {dispute.Status}.");
        }
    }

    private static void EnsureOpen(StripeDocument dispute)
    {
        if (!Disputes.IsOpen(dispute))
        {
            throw StripeErrors.Refused("This dispute is already closed");
        }
    }

    /// <summary>Nobody's answer loses it when its time is over; an answered one waits for the bank.</summary>
    private static void SetDeadline(StripeDocument dispute)
    {
        if (Disputes.NeedsResponse(dispute))
        {
            Later.Schedule(dispute, dispute.Json["evidence_details"]!["due_by"]!.GetValue<long>());
        }
        else
        {
            Later.Clear(dispute);
        }
    }

    private static void Withdraw(UnitOfWork work, StripeDocument dispute)
    {
        Move(work, dispute, new BalanceMovement(
            "adjustment", "dispute", -dispute.Number("amount")!.Value, Fee, $"Chargeback withdrawal for {dispute.Text("charge")}", "Dispute fee"));
        work.Save(dispute, "charge.dispute.funds_withdrawn");
    }

    private static void Close(UnitOfWork work, StripeDocument dispute, string status)
    {
        dispute.Json["status"] = status;
        dispute.Json["is_charge_refundable"] = false;
        Later.Clear(dispute);
        work.Save(dispute, "charge.dispute.closed");
    }

    private static void Move(UnitOfWork work, StripeDocument dispute, BalanceMovement movement) =>
        dispute.Json["balance_transactions"]!.AsArray().Add(BalanceTransactions.Record(work, dispute, movement).Json.DeepClone());
}
