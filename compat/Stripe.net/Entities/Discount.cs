using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A coupon at work on a customer, a subscription or an invoice.</summary>
public class Discount : StripeEntity<Discount>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>Id of the checkout session it came from.</summary>
    [JsonPropertyName("checkout_session")]
    public string CheckoutSession { get; set; }

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

    /// <summary>When it ends, UTC; null when it lasts, or counts once.</summary>
    [JsonPropertyName("end")]
    public DateTime? End { get; set; }

    [JsonIgnore]
    public string PromotionCodeId
    {
        get => PromotionCodeField?.Id;
        set => PromotionCodeField = ExpandableField<PromotionCode>.WithId(value, PromotionCodeField);
    }

    [JsonIgnore]
    public PromotionCode PromotionCode
    {
        get => PromotionCodeField?.Value;
        set => PromotionCodeField = ExpandableField<PromotionCode>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("promotion_code")]
    internal ExpandableField<PromotionCode> PromotionCodeField { get; set; }

    [JsonPropertyName("source")]
    public DiscountSource Source { get; set; }

    /// <summary>Since when, UTC.</summary>
    [JsonPropertyName("start")]
    public DateTime Start { get; set; } = DateTime.UnixEpoch;

    /// <summary>Id of the subscription.</summary>
    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}

/// <summary>Where a discount's terms come from.</summary>
public class DiscountSource : StripeEntity<DiscountSource>
{
    [JsonIgnore]
    public string CouponId
    {
        get => CouponField?.Id;
        set => CouponField = ExpandableField<Coupon>.WithId(value, CouponField);
    }

    [JsonIgnore]
    public Coupon Coupon
    {
        get => CouponField?.Value;
        set => CouponField = ExpandableField<Coupon>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("coupon")]
    internal ExpandableField<Coupon> CouponField { get; set; }

    /// <summary>coupon.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
