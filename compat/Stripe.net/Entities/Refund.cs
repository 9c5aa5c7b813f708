using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Money given back for a charge.</summary>
public class Refund : StripeEntity<Refund>, IHasId, IHasMetadata, IHasObject, IBalanceTransactionSource
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    [JsonIgnore]
    public string BalanceTransactionId
    {
        get => BalanceTransactionField?.Id;
        set => BalanceTransactionField = ExpandableField<BalanceTransaction>.WithId(value, BalanceTransactionField);
    }

    [JsonIgnore]
    public BalanceTransaction BalanceTransaction
    {
        get => BalanceTransactionField?.Value;
        set => BalanceTransactionField = ExpandableField<BalanceTransaction>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("balance_transaction")]
    internal ExpandableField<BalanceTransaction> BalanceTransactionField { get; set; }

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

    [JsonIgnore]
    public string CustomerId
    {
        get => CustomerField?.Id;
        set => CustomerField = ExpandableField<Customer>.WithId(value, CustomerField);
    }

    [JsonIgnore]
    public Customer Customer
    {
        get => CustomerField?.Value;
        set => CustomerField = ExpandableField<Customer>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("customer")]
    internal ExpandableField<Customer> CustomerField { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonIgnore]
    public string FailureBalanceTransactionId
    {
        get => FailureBalanceTransactionField?.Id;
        set => FailureBalanceTransactionField = ExpandableField<BalanceTransaction>.WithId(value, FailureBalanceTransactionField);
    }

    [JsonIgnore]
    public BalanceTransaction FailureBalanceTransaction
    {
        get => FailureBalanceTransactionField?.Value;
        set => FailureBalanceTransactionField = ExpandableField<BalanceTransaction>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("failure_balance_transaction")]
    internal ExpandableField<BalanceTransaction> FailureBalanceTransactionField { get; set; }

    /// <summary>lost_or_stolen_card, expired_or_canceled_card, charge_for_pending_refund_disputed, insufficient_funds, declined, merchant_request or unknown.</summary>
    [JsonPropertyName("failure_reason")]
    public string FailureReason { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

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

    /// <summary>processing, insufficient_funds or charge_pending.</summary>
    [JsonPropertyName("pending_reason")]
    public string PendingReason { get; set; }

    /// <summary>duplicate, fraudulent, requested_by_customer or expired_uncaptured_charge.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }

    [JsonPropertyName("receipt_number")]
    public string ReceiptNumber { get; set; }

    /// <summary>pending, requires_action, succeeded, failed or canceled.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}
