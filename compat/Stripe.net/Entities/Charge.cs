using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One attempt to take money.</summary>
public class Charge : StripeEntity<Charge>, IHasId, IHasMetadata, IHasObject, IBalanceTransactionSource
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_captured")]
    public long AmountCaptured { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_refunded")]
    public long AmountRefunded { get; set; }

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

    [JsonPropertyName("billing_details")]
    public ChargeBillingDetails BillingDetails { get; set; }

    [JsonPropertyName("captured")]
    public bool Captured { get; set; }

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

    [JsonPropertyName("disputed")]
    public bool Disputed { get; set; }

    [JsonPropertyName("failure_code")]
    public string FailureCode { get; set; }

    [JsonPropertyName("failure_message")]
    public string FailureMessage { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("paid")]
    public bool Paid { get; set; }

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

    /// <summary>Id of the payment method: not expandable.</summary>
    [JsonPropertyName("payment_method")]
    public string PaymentMethod { get; set; }

    [JsonPropertyName("receipt_email")]
    public string ReceiptEmail { get; set; }

    /// <summary>Null until a receipt was sent.</summary>
    [JsonPropertyName("receipt_number")]
    public string ReceiptNumber { get; set; }

    /// <summary>Stripe's receipt page.</summary>
    [JsonPropertyName("receipt_url")]
    public string ReceiptUrl { get; set; }

    /// <summary>True only when all of it was refunded.</summary>
    [JsonPropertyName("refunded")]
    public bool Refunded { get; set; }

    /// <summary>Only there when expanded.</summary>
    [JsonPropertyName("refunds")]
    public StripeList<Refund> Refunds { get; set; }

    /// <summary>succeeded, pending or failed.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}

/// <summary>Who paid, as given with the payment method.</summary>
public class ChargeBillingDetails : StripeEntity<ChargeBillingDetails>
{
    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }
}
