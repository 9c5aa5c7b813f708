using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds disputes.</summary>
internal static class Disputes
{
    private const long DaysToRespond = 14;

    /// <summary>A dispute of a whole charge that waits for an answer.</summary>
    /// <param name="charge">A charge that was paid.</param>
    /// <param name="reason">Stripe's reason, such as <c>fraudulent</c>.</param>
    /// <param name="isInquiry">Only a question of the bank's so far: no money is withdrawn, and a refund settles it.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(StripeDocument charge, string reason, bool isInquiry, long now)
    {
        var json = ObjectTemplate.Create("dispute");
        json["id"] = StripeId.New("du");
        json["amount"] = charge.Number("amount") - charge.Number("amount_refunded");
        json["charge"] = charge.Id;
        json["created"] = now;
        json["currency"] = charge.Text("currency");
        json["evidence"]!["customer_email_address"] = charge.Json["billing_details"]!["email"]?.DeepClone();
        json["evidence"]!["customer_name"] = charge.Json["billing_details"]!["name"]?.DeepClone();
        json["evidence_details"]!["due_by"] = now + DaysToRespond * 24 * 60 * 60;
        json["is_charge_refundable"] = isInquiry;
        json["payment_intent"] = charge.Text("payment_intent");
        json["reason"] = reason;
        json["status"] = isInquiry ? "warning_needs_response" : "needs_response";
        if (charge.Json["payment_method_details"]!["card"] is { } card)
        {
            var details = json["payment_method_details"]!["card"]!;
            details["brand"] = card["brand"]!.DeepClone();
            details["case_type"] = isInquiry ? "inquiry" : "chargeback";
            details["network"] = card["network"]!.DeepClone();
        }
        else
        {
            // Stripe tells no details of disputed bank debits.
            json.Remove("payment_method_details");
            json["network_reason_code"] = null;
        }

        return new StripeDocument("dispute", json);
    }

    /// <summary>Whether it is only a question of the bank's so far.</summary>
    public static bool IsInquiry(StripeDocument dispute) => dispute.Status!.StartsWith("warning_", StringComparison.Ordinal);

    /// <summary>Whether an answer is still awaited.</summary>
    public static bool NeedsResponse(StripeDocument dispute) => dispute.Status is "needs_response" or "warning_needs_response";

    /// <summary>Whether it has not ended yet.</summary>
    public static bool IsOpen(StripeDocument dispute) =>
        NeedsResponse(dispute) || dispute.Status is "under_review" or "warning_under_review";
}
