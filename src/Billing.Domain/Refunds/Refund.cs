using Billing.Domain.Snapshots;

namespace Billing.Domain.Refunds;

/// <summary>What an operator ordered: it is frozen in a row before Stripe is asked.</summary>
/// <param name="OperationId">Names the operation, the same for every try.</param>
/// <param name="UserId">The user whose payment it is.</param>
/// <param name="PaymentIntentId">Stripe's id of the payment's intent.</param>
/// <param name="AmountCents">The amount, in minor units.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Reason">duplicate, fraudulent or requested_by_customer.</param>
public sealed record RefundRequest(Guid OperationId, Guid UserId, string PaymentIntentId, long AmountCents, string Currency, string Reason);

/// <summary>
/// Money that goes back, as Stripe has it; or as it was ordered here, while Stripe has not answered. The total of a payment is not added
/// up from these: the charge tells it.
/// </summary>
public sealed class Refund : MirroredObject
{
    private Refund()
    {
    }

    /// <summary>The user it goes back to.</summary>
    public Guid UserId { get; private init; }

    /// <summary>The operation that ordered it here; null for one that was made elsewhere, in the Dashboard for example.</summary>
    public Guid? OperationId { get; private init; }

    /// <summary>Stripe's id of the refund; null until Stripe has answered.</summary>
    public string? StripeRefundId { get; private set; }

    /// <summary>Stripe's id of the charge.</summary>
    public string? StripeChargeId { get; private set; }

    /// <summary>Stripe's id of the intent.</summary>
    public required string StripePaymentIntentId { get; init; }

    /// <summary>The amount, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>How it stands.</summary>
    public RefundStatus Status { get; private set; }

    /// <summary>Stripe's word for the reason; null when none was given.</summary>
    public string? Reason { get; private set; }

    /// <summary>Stripe's word for why it failed or was canceled; null when it was not.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>When Stripe created it; when it was ordered, while Stripe has not answered (UTC).</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>A refund that Stripe is about to be asked for.</summary>
    public static Refund Order(RefundRequest request, DateTime now) => new()
    {
        UserId = request.UserId,
        OperationId = request.OperationId,
        StripePaymentIntentId = request.PaymentIntentId,
        AmountCents = request.AmountCents,
        Currency = request.Currency,
        Reason = request.Reason,
        Status = RefundStatus.Creating,
        CreatedAt = now,
    };

    /// <summary>A refund that is new here, and was not ordered here.</summary>
    /// <exception cref="InvalidOperationException">It belongs to no intent.</exception>
    public static Refund From(Guid userId, RefundSnapshot snapshot, SeenInterval seen)
    {
        var refund = new Refund
        {
            UserId = userId,
            StripePaymentIntentId = snapshot.PaymentIntentId
                ?? throw new InvalidOperationException($"Refund {snapshot.Id} has no payment intent."),
        };
        refund.Apply(snapshot, seen);
        return refund;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(RefundSnapshot s) => OrderByRank(
        LifecycleRank(Status),
        LifecycleRank(s.Status),
        s.Status == Status && s.AmountCents == AmountCents && s.Currency == Currency && s.ChargeId == StripeChargeId
            && s.Reason == Reason && s.FailureReason == FailureReason);

    /// <summary>Takes over what Stripe said.</summary>
    /// <exception cref="InvalidOperationException">It is another refund.</exception>
    public void Apply(RefundSnapshot s, SeenInterval seen)
    {
        if (StripeRefundId is not null && StripeRefundId != s.Id)
        {
            throw new InvalidOperationException($"{s.Id} is not the refund {StripeRefundId}.");
        }

        StripeRefundId = s.Id;
        StripeChargeId = s.ChargeId;
        AmountCents = s.AmountCents;
        Currency = s.Currency;
        Status = s.Status;
        Reason = s.Reason;
        FailureReason = s.FailureReason;
        CreatedAt = s.CreatedAt;
        Observe(seen);
    }

    /// <summary>One that arrived can still come back; one that failed or was canceled stays so.</summary>
    private static int LifecycleRank(RefundStatus status) => status switch
    {
        RefundStatus.Creating => 0,
        RefundStatus.Pending or RefundStatus.RequiresAction => 1,
        RefundStatus.Succeeded => 2,
        RefundStatus.Failed or RefundStatus.Canceled => 3,
    };
}
