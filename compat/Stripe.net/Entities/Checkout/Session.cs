using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe.Checkout;

/// <summary>A hosted checkout page for one customer and one purchase.</summary>
public class Session : StripeEntity<Session>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_subtotal")]
    public long? AmountSubtotal { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_total")]
    public long? AmountTotal { get; set; }

    [JsonPropertyName("cancel_url")]
    public string CancelUrl { get; set; }

    /// <summary>Our own reference, handed in on creation.</summary>
    [JsonPropertyName("client_reference_id")]
    public string ClientReferenceId { get; set; }

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

    [JsonPropertyName("customer_details")]
    public SessionCustomerDetails CustomerDetails { get; set; }

    /// <summary>The address the page was filled with; what was typed is in <see cref="CustomerDetails"/>.</summary>
    [JsonPropertyName("customer_email")]
    public string CustomerEmail { get; set; }

    /// <summary>When an unfinished session closes, UTC.</summary>
    [JsonPropertyName("expires_at")]
    public DateTime ExpiresAt { get; set; } = DateTime.UnixEpoch;

    /// <summary>The invoice of the purchase, if it made one.</summary>
    [JsonIgnore]
    public string InvoiceId
    {
        get => InvoiceField?.Id;
        set => InvoiceField = ExpandableField<Invoice>.WithId(value, InvoiceField);
    }

    /// <summary>The invoice of the purchase, if it made one.</summary>
    [JsonIgnore]
    public Invoice Invoice
    {
        get => InvoiceField?.Value;
        set => InvoiceField = ExpandableField<Invoice>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("invoice")]
    internal ExpandableField<Invoice> InvoiceField { get; set; }

    /// <summary>Only there when expanded.</summary>
    [JsonPropertyName("line_items")]
    public StripeList<LineItem> LineItems { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>payment, setup or subscription.</summary>
    [JsonPropertyName("mode")]
    public string Mode { get; set; }

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

    /// <summary>no_payment_required, paid or unpaid.</summary>
    [JsonPropertyName("payment_status")]
    public string PaymentStatus { get; set; }

    /// <summary>open, complete or expired.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonIgnore]
    public string SubscriptionId
    {
        get => SubscriptionField?.Id;
        set => SubscriptionField = ExpandableField<Subscription>.WithId(value, SubscriptionField);
    }

    [JsonIgnore]
    public Subscription Subscription
    {
        get => SubscriptionField?.Value;
        set => SubscriptionField = ExpandableField<Subscription>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("subscription")]
    internal ExpandableField<Subscription> SubscriptionField { get; set; }

    [JsonPropertyName("success_url")]
    public string SuccessUrl { get; set; }

    /// <summary>Where to send the customer; null once the session is closed.</summary>
    [JsonPropertyName("url")]
    public string Url { get; set; }
}

/// <summary>What the person typed on the checkout page.</summary>
public class SessionCustomerDetails : StripeEntity<SessionCustomerDetails>
{
    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }
}
