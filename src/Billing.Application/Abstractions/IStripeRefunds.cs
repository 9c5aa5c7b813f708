using Billing.Domain.Disputes;
using Billing.Domain.Refunds;

namespace Billing.Application.Abstractions;

/// <summary>A refund to be made. The amount is in minor units.</summary>
/// <param name="RefundId">Our id of it; goes into its metadata, so that its events find their row.</param>
/// <param name="PaymentIntentId">Stripe's id of the intent that was paid.</param>
/// <param name="AmountCents">The amount.</param>
/// <param name="Reason">duplicate, fraudulent or requested_by_customer.</param>
public sealed record NewRefund(Guid RefundId, string PaymentIntentId, long AmountCents, string Reason);

/// <summary>Money that goes back, at Stripe: refunds and disputes.</summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer; the effect is unknown.</exception>
public interface IStripeRefunds
{
    /// <summary>Gives money back.</summary>
    Task<StripeAnswer<RefundSnapshot>> CreateRefundAsync(NewRefund refund, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads a refund.</summary>
    Task<StripeAnswer<RefundSnapshot>> GetRefundAsync(string id, CancellationToken cancellationToken);

    /// <summary>Looks for the refund of an intent whose metadata names ours; null when there is none.</summary>
    Task<RefundSnapshot?> FindRefundAsync(string paymentIntentId, Guid refundId, CancellationToken cancellationToken);

    /// <summary>Reads a dispute.</summary>
    Task<StripeAnswer<DisputeSnapshot>> GetDisputeAsync(string id, CancellationToken cancellationToken);
}
