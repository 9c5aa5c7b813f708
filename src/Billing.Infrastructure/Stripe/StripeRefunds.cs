using Billing.Application.Abstractions;
using Billing.Domain.Disputes;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>Refunds and disputes through Stripe's SDK; see <see cref="StripeGateway"/>.</summary>
internal sealed class StripeRefunds(StripeClient client, StripeCalls calls) : IStripeRefunds
{
    /// <summary>Stripe's largest page; nobody refunds a payment in more parts.</summary>
    private const int MaxPage = 100;

    /// <inheritdoc />
    public async Task<StripeAnswer<RefundSnapshot>> CreateRefundAsync(
        NewRefund refund, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new RefundCreateOptions
        {
            PaymentIntent = refund.PaymentIntentId,
            Amount = refund.AmountCents,
            Reason = refund.Reason,
            Metadata = new() { [StripeMetadata.RefundId] = refund.RefundId.ToString() },
        };
        return StripeAnswers.Of<RefundSnapshot>(await calls.SendAsync(
            async ct => await client.V1.Refunds.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken));
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<RefundSnapshot>> GetRefundAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return StripeAnswers.Of<RefundSnapshot>(await calls.ReadAsync(
            async ct => await client.V1.Refunds.GetAsync(id, cancellationToken: ct), cancellationToken));
    }

    /// <inheritdoc />
    public async Task<RefundSnapshot?> FindRefundAsync(string paymentIntentId, Guid refundId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(paymentIntentId);
        var options = new RefundListOptions { PaymentIntent = paymentIntentId, Limit = MaxPage };
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.V1.Refunds.ListAsync(options, cancellationToken: ct), cancellationToken);
        return StripeGateway.ReadList<RefundSnapshot>(result).Find(r => r.MetadataRefundId == refundId);
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<DisputeSnapshot>> GetDisputeAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return StripeAnswers.Of<DisputeSnapshot>(await calls.ReadAsync(
            async ct => await client.V1.Disputes.GetAsync(id, cancellationToken: ct), cancellationToken));
    }
}
