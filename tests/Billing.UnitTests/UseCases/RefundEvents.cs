using Billing.Domain.Disputes;
using Billing.Domain.Refunds;
using Billing.Infrastructure.Persistence.Conventions;

namespace Billing.UnitTests.UseCases;

/// <summary>The objects of events about money that goes back, as Stripe writes them.</summary>
internal static class RefundEvents
{
    public static string Refund(RefundSnapshot refund) => $$"""
        {
          "id": "{{refund.Id}}", "object": "refund", "created": {{Seconds(refund.CreatedAt)}}, "status": "{{SnakeCase.Of(refund.Status.ToString())}}",
          "amount": {{refund.AmountCents}}, "currency": "{{refund.Currency}}", "charge": "{{refund.ChargeId}}", "customer": "{{refund.CustomerId}}",
          "payment_intent": "{{refund.PaymentIntentId}}", "reason": {{Text(refund.Reason)}}, "failure_reason": {{Text(refund.FailureReason)}},
          "metadata": {{(refund.MetadataRefundId is { } ours ? $$"""{"refund_id":"{{ours}}"}""" : "{}")}}
        }
        """;

    public static string Dispute(DisputeSnapshot dispute) => $$"""
        {
          "id": "{{dispute.Id}}", "object": "dispute", "created": {{Seconds(dispute.CreatedAt)}}, "status": "{{SnakeCase.Of(dispute.Status.ToString())}}",
          "amount": {{dispute.AmountCents}}, "currency": "{{dispute.Currency}}", "charge": "{{dispute.ChargeId}}",
          "payment_intent": {{Text(dispute.PaymentIntentId)}}, "reason": {{Text(dispute.Reason)}}, "evidence_details": {"due_by": null}, "metadata": {}
        }
        """;

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";

    private static long Seconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();
}
