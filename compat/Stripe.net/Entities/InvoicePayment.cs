using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One payment of one invoice: the link between the two.</summary>
public class InvoicePayment : StripeEntity<InvoicePayment>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_paid")]
    public long? AmountPaid { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_requested")]
    public long AmountRequested { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonIgnore]
    public string InvoiceId
    {
        get => InvoiceField?.Id;
        set => InvoiceField = ExpandableField<Invoice>.WithId(value, InvoiceField);
    }

    [JsonIgnore]
    public Invoice Invoice
    {
        get => InvoiceField?.Value;
        set => InvoiceField = ExpandableField<Invoice>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("invoice")]
    internal ExpandableField<Invoice> InvoiceField { get; set; }

    [JsonPropertyName("is_default")]
    public bool IsDefault { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    [JsonPropertyName("payment")]
    public InvoicePaymentPayment Payment { get; set; }

    /// <summary>open, paid or canceled.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}

/// <summary>The payment side of the link.</summary>
public class InvoicePaymentPayment : StripeEntity<InvoicePaymentPayment>
{
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

    /// <summary>payment_intent, charge or payment_record: which id is filled.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
