using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One payment from first try to success or cancellation.</summary>
public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
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
    [JsonPropertyName("amount_received")]
    public long AmountReceived { get; set; }

    [JsonPropertyName("canceled_at")]
    public DateTime? CanceledAt { get; set; }

    /// <summary>Stripe's or ours: abandoned, duplicate, failed_invoice, requested_by_customer, void_invoice …</summary>
    [JsonPropertyName("cancellation_reason")]
    public string CancellationReason { get; set; }

    /// <summary>Lets a browser finish this payment: for its customer only, never for a log.</summary>
    [JsonPropertyName("client_secret")]
    public string ClientSecret { get; set; }

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

    /// <summary>Why the last attempt failed; null after success.</summary>
    [JsonPropertyName("last_payment_error")]
    public StripeError LastPaymentError { get; set; }

    [JsonIgnore]
    public string LatestChargeId
    {
        get => LatestChargeField?.Id;
        set => LatestChargeField = ExpandableField<Charge>.WithId(value, LatestChargeField);
    }

    [JsonIgnore]
    public Charge LatestCharge
    {
        get => LatestChargeField?.Value;
        set => LatestChargeField = ExpandableField<Charge>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("latest_charge")]
    internal ExpandableField<Charge> LatestChargeField { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonIgnore]
    public string PaymentMethodId
    {
        get => PaymentMethodField?.Id;
        set => PaymentMethodField = ExpandableField<PaymentMethod>.WithId(value, PaymentMethodField);
    }

    [JsonIgnore]
    public PaymentMethod PaymentMethod
    {
        get => PaymentMethodField?.Value;
        set => PaymentMethodField = ExpandableField<PaymentMethod>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("payment_method")]
    internal ExpandableField<PaymentMethod> PaymentMethodField { get; set; }

    [JsonPropertyName("payment_method_types")]
    public List<string> PaymentMethodTypes { get; set; }

    [JsonPropertyName("receipt_email")]
    public string ReceiptEmail { get; set; }

    /// <summary>requires_payment_method, requires_confirmation, requires_action, processing, requires_capture, canceled or succeeded.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}
