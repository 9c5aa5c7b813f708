using Billing.Domain.Snapshots;

namespace Billing.Domain.Payments;

/// <summary>
/// One attempt to take the money of an intent, as Stripe has it. A payment shows the succeeded one, else the newest
/// (docs/decisions/0002-payments-are-projections.md).
/// </summary>
public sealed class Charge : MirroredObject
{
    private Charge()
    {
    }

    /// <summary>The user who is charged.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the charge.</summary>
    public required string StripeChargeId { get; init; }

    /// <summary>Stripe's id of the intent it belongs to.</summary>
    public required string StripePaymentIntentId { get; init; }

    /// <summary>Stripe's status.</summary>
    public ChargeStatus Status { get; private set; }

    /// <summary>The amount, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>What was paid back so far, in minor units.</summary>
    public long AmountRefundedCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>The card's brand, or the kind of payment method.</summary>
    public string? PaymentMethod { get; private set; }

    /// <summary>The last four digits of the card or account.</summary>
    public string? PaymentMethodLast4 { get; private set; }

    /// <summary>The first moment (UTC) at which the card is no longer good; null for what is no card.</summary>
    public DateTime? CardExpiresAt { get; private set; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? FailureMessage { get; private set; }

    /// <summary>Stripe's receipt page; null before it succeeded.</summary>
    public string? ReceiptUrl { get; private set; }

    /// <summary>When the first money went back, as far as Stripe told (UTC); null while none did.</summary>
    public DateTime? RefundedAt { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>A charge that is new here.</summary>
    /// <exception cref="InvalidOperationException">The charge was made without an intent.</exception>
    public static Charge From(Guid userId, ChargeSnapshot snapshot, SeenInterval seen)
    {
        var charge = new Charge
        {
            UserId = userId,
            StripeChargeId = snapshot.Id,
            StripePaymentIntentId = snapshot.PaymentIntentId
                ?? throw new InvalidOperationException($"Charge {snapshot.Id} has no payment intent."),
            CreatedAt = snapshot.CreatedAt,
        };
        charge.Apply(snapshot, seen);
        return charge;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(ChargeSnapshot s) => OrderByRank(
        Status == ChargeStatus.Pending ? 0 : 1,
        s.Status == ChargeStatus.Pending ? 0 : 1,
        s.Status == Status && s.AmountCents == AmountCents && s.AmountRefundedCents == AmountRefundedCents
            && s.Currency == Currency && s.PaymentMethod == PaymentMethod && s.PaymentMethodLast4 == PaymentMethodLast4
            && s.CardExpiresAt == CardExpiresAt && s.FailureMessage == FailureMessage && s.ReceiptUrl == ReceiptUrl);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(ChargeSnapshot s, SeenInterval seen)
    {
        Status = s.Status;
        AmountCents = s.AmountCents;
        AmountRefundedCents = s.AmountRefundedCents;
        Currency = s.Currency;
        PaymentMethod = s.PaymentMethod;
        PaymentMethodLast4 = s.PaymentMethodLast4;
        CardExpiresAt = s.CardExpiresAt;
        FailureMessage = s.FailureMessage;
        ReceiptUrl = s.ReceiptUrl;
        RefundedAt = s.AmountRefundedCents == 0 ? null : RefundedAt ?? seen.To;
        Observe(seen);
    }
}
