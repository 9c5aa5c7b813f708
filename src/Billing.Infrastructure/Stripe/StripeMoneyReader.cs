using System.Text.Json;
using Billing.Domain.Disputes;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;

namespace Billing.Infrastructure.Stripe;

/// <summary>The part of <see cref="StripeObjectReader"/> that reads money that goes back.</summary>
internal static class StripeMoneyReader
{
    private const string Status = "status";

    /// <summary>Reads a refund.</summary>
    public static RefundSnapshot ReadRefund(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "refund");
        return new RefundSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            CreatedAt = o.RequiredTime("created"),
            ChargeId = o.IdOf("charge"),
            PaymentIntentId = o.IdOf("payment_intent"),
            Status = RefundStatusOf(o),
            AmountCents = o.RequiredNumber("amount"),
            Currency = o.RequiredText("currency"),
            Reason = o.Text("reason"),
            FailureReason = o.Text("failure_reason"),
            MetadataRefundId = Guid.TryParse(o.Metadata().GetValueOrDefault(StripeMetadata.RefundId), out Guid id) ? id : null,
        };
    }

    /// <summary>Reads a dispute.</summary>
    public static DisputeSnapshot ReadDispute(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "dispute");
        return new DisputeSnapshot
        {
            Id = o.RequiredText("id"),
            CreatedAt = o.RequiredTime("created"),
            ChargeId = o.RequiredIdOf("charge"),
            PaymentIntentId = o.IdOf("payment_intent"),
            Status = DisputeStatusOf(o),
            AmountCents = o.RequiredNumber("amount"),
            Currency = o.RequiredText("currency"),
            Reason = o.Text("reason"),
            EvidenceDueBy = o.Child("evidence_details")?.Time("due_by"),
        };
    }

    /// <summary>https://docs.stripe.com/api/refunds/object#refund_object-status; one from before there were statuses has none, and went through.</summary>
    private static RefundStatus RefundStatusOf(StripeNode o) => o.Text(Status) switch
    {
        "pending" => RefundStatus.Pending,
        "requires_action" => RefundStatus.RequiresAction,
        "succeeded" or null => RefundStatus.Succeeded,
        "failed" => RefundStatus.Failed,
        "canceled" => RefundStatus.Canceled,
        var other => throw o.Unknown(Status, other),
    };

    /// <summary>https://docs.stripe.com/api/disputes/object#dispute_object-status</summary>
    private static DisputeStatus DisputeStatusOf(StripeNode o) => o.RequiredText(Status) switch
    {
        "warning_needs_response" => DisputeStatus.WarningNeedsResponse,
        "warning_under_review" => DisputeStatus.WarningUnderReview,
        "warning_closed" => DisputeStatus.WarningClosed,
        "needs_response" => DisputeStatus.NeedsResponse,
        "under_review" => DisputeStatus.UnderReview,
        "won" => DisputeStatus.Won,
        "lost" => DisputeStatus.Lost,
        "prevented" => DisputeStatus.Prevented,
        var other => throw o.Unknown(Status, other),
    };
}
