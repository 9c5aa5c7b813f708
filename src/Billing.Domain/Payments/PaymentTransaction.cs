using System.Globalization;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Snapshots;

namespace Billing.Domain.Payments;

/// <summary>
/// A payment as its user sees it: a projection of a payment intent (whose mirror this row is), of its charges, and of the
/// invoice it pays (docs/decisions/0002-payments-are-projections.md). <see cref="Status"/> follows from these facets.
/// </summary>
public sealed class PaymentTransaction : MirroredObject
{
    private PaymentTransaction()
    {
    }

    /// <summary>The user who pays.</summary>
    public Guid UserId { get; private init; }

    /// <summary>The subscription it pays; null for a one-time payment.</summary>
    public Guid? SubscriptionId { get; private set; }

    /// <summary>Stripe's id of the intent.</summary>
    public required string StripePaymentIntentId { get; init; }

    /// <summary>Stripe's id of the charge that is shown.</summary>
    public string? StripeChargeId { get; private set; }

    /// <summary>Stripe's id of the invoice it pays; null for a one-time payment.</summary>
    public string? StripeInvoiceId { get; private set; }

    /// <summary>Stripe's id of the customer.</summary>
    public string? StripeCustomerId { get; private set; }

    /// <summary>The intent's status.</summary>
    public PaymentIntentStatus IntentStatus { get; private set; }

    /// <summary>The amount asked for, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>What was paid back so far, in minor units.</summary>
    public long AmountRefundedCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>What the payment is to its user.</summary>
    public PaymentStatus Status { get; private set; }

    /// <summary>The card's brand, or the kind of payment method.</summary>
    public string? PaymentMethod { get; private set; }

    /// <summary>The last four digits of the card or account.</summary>
    public string? PaymentMethodLast4 { get; private set; }

    /// <summary>What it was for.</summary>
    public string? Description { get; private set; }

    /// <summary>Why the latest attempt failed; null when it is paid or none failed.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>The intent's metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private set; } = new Dictionary<string, string>();

    /// <summary>When it was paid (UTC); null until then.</summary>
    public DateTime? PaidAt { get; private set; }

    /// <summary>When the first money went back (UTC); null while none did.</summary>
    public DateTime? RefundedAt { get; private set; }

    /// <summary>What the discounts of its invoice took off, in minor units; 0 for a one-time payment.</summary>
    public long DiscountCents { get; private set; }

    /// <summary>Stripe's receipt page; null before it is paid.</summary>
    public string? ReceiptUrl { get; private set; }

    /// <summary>How it stands with the bank; null while nobody questions it.</summary>
    public DisputeStanding? DisputeStatus { get; private set; }

    /// <summary>A dispute has taken the money back, for good or until it is decided: no refund can be made of it.</summary>
    public bool IsHeldByBank { get; private set; }

    /// <summary>Whether everything that Stripe can tell of a paid one is here: its charge, and its invoice where it has one.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>When to ask Stripe for what is missing (UTC); null while nothing is, or it is not paid.</summary>
    public DateTime? CompleteAfter { get; private set; }

    /// <summary>When Stripe created the intent (UTC); the place in the history, never changed.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>
    /// The number on the receipt of a payment without an invoice: its day, and enough of its id that no two are the same.
    /// </summary>
    public string ReceiptNumber => string.Create(CultureInfo.InvariantCulture, $"R-{CreatedAt:yyyyMMdd}-{Id.ToString("N")[^12..].ToUpperInvariant()}");

    /// <summary>What can still be refunded, in minor units.</summary>
    public long RefundableCents => IntentStatus == PaymentIntentStatus.Succeeded && !IsHeldByBank ? AmountCents - AmountRefundedCents : 0;

    /// <summary>A payment that is new here.</summary>
    public static PaymentTransaction From(Guid userId, PaymentIntentSnapshot snapshot, SeenInterval seen)
    {
        var payment = new PaymentTransaction
        {
            UserId = userId,
            StripePaymentIntentId = snapshot.Id,
            CreatedAt = snapshot.CreatedAt,
        };
        payment.Apply(snapshot, seen);
        return payment;
    }

    /// <summary>How a payload stands to the row's intent facets.</summary>
    public LifecycleOrder OrderOf(PaymentIntentSnapshot s) => OrderByRank(
        IsTerminal(IntentStatus) ? 1 : 0,
        IsTerminal(s.Status) ? 1 : 0,
        s.Status == IntentStatus && s.AmountCents == AmountCents && s.Currency == Currency && s.CustomerId == StripeCustomerId
            && FailureOf(s) == FailureReason && s.Metadata.Count == Metadata.Count && !s.Metadata.Except(Metadata).Any()
            && (s.Description == Description || StripeInvoiceId is not null));

    /// <summary>Takes over what Stripe said of the intent.</summary>
    public void Apply(PaymentIntentSnapshot s, SeenInterval seen)
    {
        IntentStatus = s.Status;
        AmountCents = s.AmountCents;
        Currency = s.Currency;
        StripeCustomerId = s.CustomerId;
        Metadata = s.Metadata;
        FailureReason = FailureOf(s);
        if (StripeInvoiceId is null)
        {
            Description = s.Description;
        }

        PaidAt = s.Status == PaymentIntentStatus.Succeeded ? PaidAt ?? seen.From : null;
        Observe(seen);
        Recompute();
    }

    /// <summary>
    /// Takes over what is shown of the charge. Of a paid one nothing is shown until the charge that paid it is here: the card that was
    /// declined before it would be wrong.
    /// </summary>
    public void Link(Charge charge)
    {
        bool isOfEarlierAttempt = IntentStatus == PaymentIntentStatus.Succeeded && charge.Status == ChargeStatus.Failed;
        StripeChargeId = isOfEarlierAttempt ? null : charge.StripeChargeId;
        PaymentMethod = isOfEarlierAttempt ? null : charge.PaymentMethod;
        PaymentMethodLast4 = isOfEarlierAttempt ? null : charge.PaymentMethodLast4;
        ReceiptUrl = isOfEarlierAttempt ? null : charge.ReceiptUrl;
        AmountRefundedCents = charge.AmountRefundedCents;
        RefundedAt = charge.RefundedAt;
        if (charge.Status == ChargeStatus.Succeeded && IntentStatus == PaymentIntentStatus.Succeeded)
        {
            PaidAt = charge.CreatedAt;
            IsComplete |= IsOneTime;
        }

        Recompute();
    }

    /// <summary>Takes over what the invoice says: which subscription it is for, and in which words.</summary>
    /// <param name="stripeInvoiceId">Stripe's id of the invoice that the intent pays.</param>
    /// <param name="invoice">The invoice; null when it is not here yet.</param>
    /// <param name="subscriptionId">Our id of the invoice's subscription; null when it has none or it is not here yet.</param>
    public void Link(string stripeInvoiceId, Invoice? invoice, Guid? subscriptionId)
    {
        StripeInvoiceId = stripeInvoiceId;
        Description = invoice?.Description ?? Description;
        DiscountCents = invoice?.DiscountCents ?? DiscountCents;
        SubscriptionId = subscriptionId ?? SubscriptionId;
        IsComplete |= IntentStatus == PaymentIntentStatus.Succeeded && StripeChargeId is not null && invoice is not null && (subscriptionId is not null || invoice.StripeSubscriptionId is null);
    }

    /// <summary>Plans the look at Stripe for what is still missing once the events have had their time.</summary>
    /// <param name="due">When to look (UTC).</param>
    public void PlanCompletion(DateTime due)
    {
        if (IsComplete || IntentStatus != PaymentIntentStatus.Succeeded)
        {
            CompleteAfter = null;
        }
        else
        {
            CompleteAfter ??= due;
        }
    }

    /// <summary>Stripe could not be asked; look again later.</summary>
    public void PostponeCompletion(DateTime due) => CompleteAfter = due;

    /// <summary>Stripe was asked; there is no more to know.</summary>
    public void Complete()
    {
        IsComplete = true;
        CompleteAfter = null;
    }

    /// <summary>Takes over what its disputes come to.</summary>
    /// <param name="disputes">All of them.</param>
    public void Link(IReadOnlyCollection<Dispute> disputes)
    {
        DisputeStatus = Dispute.StandingOf(disputes);
        IsHeldByBank = disputes.Any(d => d.HoldsMoney);
        Recompute();
    }

    /// <summary>Stripe no longer has the intent: it was never paid, or what is known stays.</summary>
    public void Close(SeenInterval seen)
    {
        if (!IsTerminal(IntentStatus))
        {
            IntentStatus = PaymentIntentStatus.Canceled;
        }

        Observe(seen);
        Recompute();
    }

    /// <summary>Begun here, not by a subscription: only ours carry the user's id, and no invoice belongs to them.</summary>
    private bool IsOneTime => Metadata.ContainsKey(StripeMetadata.UserId);

    private static bool IsTerminal(PaymentIntentStatus status) => status is PaymentIntentStatus.Succeeded or PaymentIntentStatus.Canceled;

    private static string? FailureOf(PaymentIntentSnapshot s) => s.Status == PaymentIntentStatus.Succeeded ? null : s.LastError;

    private void Recompute() => Status = this switch
    {
        { DisputeStatus: DisputeStanding.UnderReview or DisputeStanding.Lost } => PaymentStatus.Disputed,
        { AmountRefundedCents: > 0 } when AmountRefundedCents >= AmountCents => PaymentStatus.Refunded,
        { AmountRefundedCents: > 0 } => PaymentStatus.PartiallyRefunded,
        { IntentStatus: PaymentIntentStatus.Succeeded } => PaymentStatus.Succeeded,
        { IntentStatus: PaymentIntentStatus.Canceled } => PaymentStatus.Canceled,
        { IntentStatus: PaymentIntentStatus.RequiresPaymentMethod, FailureReason: not null } => PaymentStatus.Failed,
        _ => PaymentStatus.Pending,
    };
}
