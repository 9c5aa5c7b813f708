using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Money given back for a charge.</summary>
public class Refund : StripeEntity<Refund>, IHasId, IHasMetadata, IHasObject
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

    [JsonPropertyName("pending_reason")]
    public string PendingReason { get; set; }

    /// <summary>duplicate, fraudulent, requested_by_customer or expired_uncaptured_charge.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }

    /// <summary>pending, requires_action, succeeded, failed or canceled.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }
}
