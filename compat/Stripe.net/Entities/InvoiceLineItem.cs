using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One line of an invoice.</summary>
public class InvoiceLineItem : StripeEntity<InvoiceLineItem>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units; negative for a credit.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    /// <summary>What each discount took off this line.</summary>
    [JsonPropertyName("discount_amounts")]
    public List<InvoiceLineItemDiscountAmount> DiscountAmounts { get; set; }

    /// <summary>Whether discounts apply to it; not to a proration.</summary>
    [JsonPropertyName("discountable")]
    public bool Discountable { get; set; }

    /// <summary>Id of the invoice.</summary>
    [JsonPropertyName("invoice")]
    public string Invoice { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("parent")]
    public InvoiceLineItemParent Parent { get; set; }

    [JsonPropertyName("period")]
    public InvoiceLineItemPeriod Period { get; set; }

    [JsonPropertyName("pricing")]
    public InvoiceLineItemPricing Pricing { get; set; }

    [JsonPropertyName("quantity")]
    public long? Quantity { get; set; }

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

    /// <summary>Before discounts and tax, in minor units.</summary>
    [JsonPropertyName("subtotal")]
    public long Subtotal { get; set; }
}

/// <summary>What one discount took off an invoice line.</summary>
public class InvoiceLineItemDiscountAmount : StripeEntity<InvoiceLineItemDiscountAmount>
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

/// <summary>What made an invoice line.</summary>
public class InvoiceLineItemParent : StripeEntity<InvoiceLineItemParent>
{
    [JsonPropertyName("invoice_item_details")]
    public InvoiceLineItemParentInvoiceItemDetails InvoiceItemDetails { get; set; }

    [JsonPropertyName("subscription_item_details")]
    public InvoiceLineItemParentSubscriptionItemDetails SubscriptionItemDetails { get; set; }

    /// <summary>subscription_item_details or invoice_item_details.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>The invoice item that made an invoice line: a charge of its own, or a proration that waited for this invoice.</summary>
public class InvoiceLineItemParentInvoiceItemDetails : StripeEntity<InvoiceLineItemParentInvoiceItemDetails>
{
    /// <summary>Id only: not expandable.</summary>
    [JsonPropertyName("invoice_item")]
    public string InvoiceItem { get; set; }

    /// <summary>Whether the line settles a change within a period.</summary>
    [JsonPropertyName("proration")]
    public bool Proration { get; set; }

    /// <summary>Id only: not expandable.</summary>
    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}

/// <summary>The subscription item that made an invoice line.</summary>
public class InvoiceLineItemParentSubscriptionItemDetails : StripeEntity<InvoiceLineItemParentSubscriptionItemDetails>
{
    /// <summary>Id of the invoice item of a proration: not expandable.</summary>
    [JsonPropertyName("invoice_item")]
    public string InvoiceItem { get; set; }

    /// <summary>Whether the line settles a change within a period.</summary>
    [JsonPropertyName("proration")]
    public bool Proration { get; set; }

    /// <summary>Id only: not expandable.</summary>
    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }

    /// <summary>Id only: not expandable.</summary>
    [JsonPropertyName("subscription_item")]
    public string SubscriptionItem { get; set; }
}

/// <summary>The time an invoice line pays for, UTC.</summary>
public class InvoiceLineItemPeriod : StripeEntity<InvoiceLineItemPeriod>
{
    [JsonPropertyName("end")]
    public DateTime End { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("start")]
    public DateTime Start { get; set; } = DateTime.UnixEpoch;
}

/// <summary>How an invoice line was priced.</summary>
public class InvoiceLineItemPricing : StripeEntity<InvoiceLineItemPricing>
{
    [JsonPropertyName("price_details")]
    public InvoiceLineItemPricingPriceDetails PriceDetails { get; set; }

    [JsonPropertyName("type")]
    public string Type { get; set; }

    /// <summary>In minor units, with up to 12 decimal places.</summary>
    [JsonPropertyName("unit_amount_decimal")]
    public decimal? UnitAmountDecimal { get; set; }
}

/// <summary>The price behind an invoice line.</summary>
public class InvoiceLineItemPricingPriceDetails : StripeEntity<InvoiceLineItemPricingPriceDetails>
{
    [JsonIgnore]
    public string PriceId
    {
        get => PriceField?.Id;
        set => PriceField = ExpandableField<Price>.WithId(value, PriceField);
    }

    [JsonIgnore]
    public Price Price
    {
        get => PriceField?.Value;
        set => PriceField = ExpandableField<Price>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("price")]
    internal ExpandableField<Price> PriceField { get; set; }

    /// <summary>Id of the product: not expandable.</summary>
    [JsonPropertyName("product")]
    public string Product { get; set; }
}
