using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A customer at Stripe.</summary>
public class Customer : StripeEntity<Customer>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units: negative is credit, taken off the next invoice; positive is owed with it.</summary>
    [JsonPropertyName("balance")]
    public long Balance { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>The currency of its subscriptions and invoices; null before the first.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    /// <summary>Whether the last payment of an invoice failed.</summary>
    [JsonPropertyName("delinquent")]
    public bool? Delinquent { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("invoice_settings")]
    public CustomerInvoiceSettings InvoiceSettings { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("phone")]
    public string Phone { get; set; }

    /// <summary>Language tags, the preferred first.</summary>
    [JsonPropertyName("preferred_locales")]
    public List<string> PreferredLocales { get; set; }

    /// <summary>The test clock it lives on; null outside of tests.</summary>
    [JsonPropertyName("test_clock")]
    [JsonConverter(typeof(ExpandableIdConverter))]
    public string TestClockId { get; set; }
}

/// <summary>What a customer's invoices are paid with.</summary>
public class CustomerInvoiceSettings : StripeEntity<CustomerInvoiceSettings>
{
    [JsonIgnore]
    public string DefaultPaymentMethodId
    {
        get => DefaultPaymentMethodField?.Id;
        set => DefaultPaymentMethodField = ExpandableField<PaymentMethod>.WithId(value, DefaultPaymentMethodField);
    }

    [JsonIgnore]
    public PaymentMethod DefaultPaymentMethod
    {
        get => DefaultPaymentMethodField?.Value;
        set => DefaultPaymentMethodField = ExpandableField<PaymentMethod>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("default_payment_method")]
    internal ExpandableField<PaymentMethod> DefaultPaymentMethodField { get; set; }
}
