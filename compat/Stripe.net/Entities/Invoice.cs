using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>An invoice. Which payments it took is in <see cref="Payments"/> (when expanded) or at /v1/invoice_payments.</summary>
public class Invoice : StripeEntity<Invoice>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_due")]
    public long AmountDue { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_paid")]
    public long AmountPaid { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_remaining")]
    public long AmountRemaining { get; set; }

    /// <summary>Payment attempts so far.</summary>
    [JsonPropertyName("attempt_count")]
    public long AttemptCount { get; set; }

    [JsonPropertyName("attempted")]
    public bool Attempted { get; set; }

    /// <summary>Whether Stripe finalizes and collects it by itself.</summary>
    [JsonPropertyName("auto_advance")]
    public bool AutoAdvance { get; set; }

    /// <summary>subscription_create, subscription_cycle, subscription_update, manual …</summary>
    [JsonPropertyName("billing_reason")]
    public string BillingReason { get; set; }

    /// <summary>charge_automatically or send_invoice.</summary>
    [JsonPropertyName("collection_method")]
    public string CollectionMethod { get; set; }

    /// <summary>What the page needs to pay it; only there when expanded.</summary>
    [JsonPropertyName("confirmation_secret")]
    public InvoiceConfirmationSecret ConfirmationSecret { get; set; }

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

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonIgnore]
    public List<string> DiscountIds
    {
        get => DiscountsField?.ConvertAll(discount => discount.Id);
        set => DiscountsField = ExpandableField<Discount>.WithIds(value, DiscountsField);
    }

    [JsonIgnore]
    public List<Discount> Discounts
    {
        get => DiscountsField?.ConvertAll(discount => discount.Value);
        set => DiscountsField = value?.ConvertAll(ExpandableField<Discount>.Of);
    }

    [JsonInclude]
    [JsonPropertyName("discounts")]
    internal List<ExpandableField<Discount>> DiscountsField { get; set; }

    /// <summary>UTC; only with collection method send_invoice.</summary>
    [JsonPropertyName("due_date")]
    public DateTime? DueDate { get; set; }

    /// <summary>The customer's balance after the invoice, in minor units; null until it is finalized.</summary>
    [JsonPropertyName("ending_balance")]
    public long? EndingBalance { get; set; }

    /// <summary>Null while a draft.</summary>
    [JsonPropertyName("hosted_invoice_url")]
    public string HostedInvoiceUrl { get; set; }

    /// <summary>Null while a draft.</summary>
    [JsonPropertyName("invoice_pdf")]
    public string InvoicePdf { get; set; }

    [JsonPropertyName("lines")]
    public StripeList<InvoiceLineItem> Lines { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>When Stripe tries again, UTC; null when it will not.</summary>
    [JsonPropertyName("next_payment_attempt")]
    public DateTime? NextPaymentAttempt { get; set; }

    /// <summary>The number people see; null while a draft.</summary>
    [JsonPropertyName("number")]
    public string Number { get; set; }

    [JsonPropertyName("parent")]
    public InvoiceParent Parent { get; set; }

    /// <summary>Only there when expanded.</summary>
    [JsonPropertyName("payments")]
    public StripeList<InvoicePayment> Payments { get; set; }

    /// <summary>Of the usage before the invoice, UTC: the period paid for is on its lines.</summary>
    [JsonPropertyName("period_end")]
    public DateTime PeriodEnd { get; set; } = DateTime.UnixEpoch;

    /// <summary>Of the usage before the invoice, UTC: the period paid for is on its lines.</summary>
    [JsonPropertyName("period_start")]
    public DateTime PeriodStart { get; set; } = DateTime.UnixEpoch;

    /// <summary>The customer's balance when the invoice was finalized, in minor units; negative is credit.</summary>
    [JsonPropertyName("starting_balance")]
    public long StartingBalance { get; set; }

    /// <summary>draft, open, paid, uncollectible or void.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonPropertyName("status_transitions")]
    public InvoiceStatusTransitions StatusTransitions { get; set; }

    /// <summary>Before discounts and tax, in minor units.</summary>
    [JsonPropertyName("subtotal")]
    public long Subtotal { get; set; }

    /// <summary>The test clock it lives on; null outside of tests.</summary>
    [JsonPropertyName("test_clock")]
    [JsonConverter(typeof(ExpandableIdConverter))]
    public string TestClockId { get; set; }

    /// <summary>After discounts and tax, in minor units.</summary>
    [JsonPropertyName("total")]
    public long Total { get; set; }

    /// <summary>What each discount took off.</summary>
    [JsonPropertyName("total_discount_amounts")]
    public List<InvoiceDiscountAmount> TotalDiscountAmounts { get; set; }

    /// <summary>After discounts, before tax, in minor units.</summary>
    [JsonPropertyName("total_excluding_tax")]
    public long? TotalExcludingTax { get; set; }

    [JsonPropertyName("total_taxes")]
    public List<InvoiceTotalTax> TotalTaxes { get; set; }
}

/// <summary>What the browser needs to pay an invoice.</summary>
public class InvoiceConfirmationSecret : StripeEntity<InvoiceConfirmationSecret>
{
    /// <summary>The client secret of the payment intent.</summary>
    [JsonPropertyName("client_secret")]
    public string ClientSecret { get; set; }

    /// <summary>payment_intent.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>What one discount took off an invoice.</summary>
public class InvoiceDiscountAmount : StripeEntity<InvoiceDiscountAmount>
{
    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    [JsonIgnore]
    public string DiscountId
    {
        get => DiscountField?.Id;
        set => DiscountField = ExpandableField<Discount>.WithId(value, DiscountField);
    }

    [JsonIgnore]
    public Discount Discount
    {
        get => DiscountField?.Value;
        set => DiscountField = ExpandableField<Discount>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("discount")]
    internal ExpandableField<Discount> DiscountField { get; set; }
}

/// <summary>When an invoice entered each status, UTC.</summary>
public class InvoiceStatusTransitions : StripeEntity<InvoiceStatusTransitions>
{
    [JsonPropertyName("finalized_at")]
    public DateTime? FinalizedAt { get; set; }

    [JsonPropertyName("marked_uncollectible_at")]
    public DateTime? MarkedUncollectibleAt { get; set; }

    [JsonPropertyName("paid_at")]
    public DateTime? PaidAt { get; set; }

    [JsonPropertyName("voided_at")]
    public DateTime? VoidedAt { get; set; }
}

/// <summary>One tax of an invoice, summed over its lines.</summary>
public class InvoiceTotalTax : StripeEntity<InvoiceTotalTax>
{
    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    /// <summary>exclusive or inclusive.</summary>
    [JsonPropertyName("tax_behavior")]
    public string TaxBehavior { get; set; }
}

/// <summary>What made an invoice.</summary>
public class InvoiceParent : StripeEntity<InvoiceParent>
{
    [JsonPropertyName("subscription_details")]
    public InvoiceParentSubscriptionDetails SubscriptionDetails { get; set; }

    /// <summary>subscription_details or quote_details.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>The subscription that made an invoice.</summary>
public class InvoiceParentSubscriptionDetails : StripeEntity<InvoiceParentSubscriptionDetails>, IHasMetadata
{
    /// <summary>The subscription's metadata when the invoice was finalized.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

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

    /// <summary>The moment as of which a change was prorated, UTC; the epoch when nothing was.</summary>
    [JsonPropertyName("subscription_proration_date")]
    public DateTime SubscriptionProrationDate { get; set; } = DateTime.UnixEpoch;
}
