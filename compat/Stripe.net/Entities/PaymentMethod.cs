using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A card or another means of payment.</summary>
public class PaymentMethod : StripeEntity<PaymentMethod>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>Null when the type is not card.</summary>
    [JsonPropertyName("card")]
    public PaymentMethodCard Card { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

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

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>The card of a payment method.</summary>
public class PaymentMethodCard : StripeEntity<PaymentMethodCard>
{
    /// <summary>amex, diners, discover, jcb, mastercard, unionpay, visa, unknown …</summary>
    [JsonPropertyName("brand")]
    public string Brand { get; set; }

    /// <summary>Two-letter ISO code of the issuer.</summary>
    [JsonPropertyName("country")]
    public string Country { get; set; }

    [JsonPropertyName("exp_month")]
    public long ExpMonth { get; set; }

    [JsonPropertyName("exp_year")]
    public long ExpYear { get; set; }

    /// <summary>credit, debit, prepaid or unknown.</summary>
    [JsonPropertyName("funding")]
    public string Funding { get; set; }

    [JsonPropertyName("last4")]
    public string Last4 { get; set; }
}
