using Billing.Application.Abstractions;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;

namespace Billing.UnitTests.UseCases;

/// <summary>The part that gives money back: never more than is left of a charge.</summary>
internal sealed partial class FakeStripe : IStripeRefunds
{
    public Dictionary<string, ChargeSnapshot> Charges { get; } = [];

    public Dictionary<string, RefundSnapshot> Refunds { get; } = [];

    public Dictionary<string, DisputeSnapshot> Disputes { get; } = [];

    /// <summary>A paid charge of an intent.</summary>
    public ChargeSnapshot Charge(string intentId, long amount, string currency = "usd", string id = "ch_1") => Charges[id] = new ChargeSnapshot
    {
        Id = id,
        CustomerId = "cus_1",
        CreatedAt = Now,
        PaymentIntentId = intentId,
        Status = ChargeStatus.Succeeded,
        AmountCents = amount,
        AmountRefundedCents = 0,
        Currency = currency,
        PaymentMethod = "visa",
        PaymentMethodLast4 = "4242",
    };

    public Task<StripeAnswer<RefundSnapshot>> CreateRefundAsync(NewRefund refund, string idempotencyKey, CancellationToken cancellationToken) =>
        CreateAsync(idempotencyKey, refund, n => Refund($"re_{n}", refund.PaymentIntentId, refund.AmountCents, refund.Reason, refund.RefundId));

    /// <summary>Gives money back, as in the Dashboard.</summary>
    public RefundSnapshot Refund(string id, string intentId, long amount, string? reason = null, Guid? ours = null)
    {
        ChargeSnapshot charge = Charges.Values.Single(c => c.PaymentIntentId == intentId);
        long left = charge.AmountCents - charge.AmountRefundedCents;
        if (left == 0)
        {
            throw Refusal(400, "charge_already_refunded");
        }

        if (amount > left)
        {
            throw Refusal(400, null, "amount");
        }

        Charges[charge.Id] = charge with { AmountRefundedCents = charge.AmountRefundedCents + amount };
        return Refunds[id] = new RefundSnapshot
        {
            Id = id,
            CustomerId = charge.CustomerId,
            CreatedAt = Now,
            ChargeId = charge.Id,
            PaymentIntentId = intentId,
            Status = RefundStatus.Succeeded,
            AmountCents = amount,
            Currency = charge.Currency,
            Reason = reason,
            MetadataRefundId = ours,
        };
    }

    public Task<StripeAnswer<RefundSnapshot>> GetRefundAsync(string id, CancellationToken cancellationToken) => Get(Refunds, id);

    public Task<RefundSnapshot?> FindRefundAsync(string paymentIntentId, Guid refundId, CancellationToken cancellationToken)
    {
        Calls.Add("find refund");
        return Task.FromResult(Refunds.Values.FirstOrDefault(r => r.PaymentIntentId == paymentIntentId && r.MetadataRefundId == refundId));
    }

    public Task<StripeAnswer<DisputeSnapshot>> GetDisputeAsync(string id, CancellationToken cancellationToken) => Get(Disputes, id);
}
