using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A charge that the cardholder contests with the bank.</summary>
public class Dispute : StripeEntity<Dispute>, IHasId, IHasMetadata, IHasObject, IBalanceTransactionSource
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>What is contested, in minor units; usually the whole charge.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    /// <summary>What it did to the balance: none, the withdrawal, or the withdrawal and the reinstatement.</summary>
    [JsonPropertyName("balance_transactions")]
    public List<BalanceTransaction> BalanceTransactions { get; set; }

    [JsonIgnore]
    public string ChargeId
    {
        get => ChargeField?.Id;
        set => ChargeField = ExpandableField<Charge>.WithId(value, ChargeField);
    }

    [JsonIgnore]
    public Charge Charge
    {
        get => ChargeField?.Value;
        set => ChargeField = ExpandableField<Charge>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("charge")]
    internal ExpandableField<Charge> ChargeField { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonPropertyName("evidence_details")]
    public DisputeEvidenceDetails EvidenceDetails { get; set; }

    /// <summary>Whether a full refund still settles it: only of an inquiry.</summary>
    [JsonPropertyName("is_charge_refundable")]
    public bool IsChargeRefundable { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>The card network's own code of the reason.</summary>
    [JsonPropertyName("network_reason_code")]
    public string NetworkReasonCode { get; set; }

    [JsonIgnore]
    public string PaymentIntentId
    {
        get => PaymentIntentField?.Id;
        set => PaymentIntentField = ExpandableField<PaymentIntent>.WithId(value, PaymentIntentField);
    }

    [JsonIgnore]
    public PaymentIntent PaymentIntent
    {
        get => PaymentIntentField?.Value;
        set => PaymentIntentField = ExpandableField<PaymentIntent>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("payment_intent")]
    internal ExpandableField<PaymentIntent> PaymentIntentField { get; set; }

    /// <summary>duplicate, fraudulent, general, product_not_received, subscription_canceled …</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }

    /// <summary>warning_needs_response, warning_under_review, warning_closed, needs_response, under_review, won, lost or prevented.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}

/// <summary>Until when a dispute can be answered, and whether it was.</summary>
public class DisputeEvidenceDetails : StripeEntity<DisputeEvidenceDetails>
{
    /// <summary>Last moment for an answer, UTC; null where none is possible.</summary>
    [JsonPropertyName("due_by")]
    public DateTime? DueBy { get; set; }

    /// <summary>Whether evidence is there, sent or not.</summary>
    [JsonPropertyName("has_evidence")]
    public bool HasEvidence { get; set; }

    /// <summary>Whether the last answer came too late.</summary>
    [JsonPropertyName("past_due")]
    public bool PastDue { get; set; }

    /// <summary>How often evidence was sent.</summary>
    [JsonPropertyName("submission_count")]
    public long SubmissionCount { get; set; }
}
