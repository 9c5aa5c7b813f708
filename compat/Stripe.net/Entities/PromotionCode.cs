using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What customers type to get a coupon.</summary>
public class PromotionCode : StripeEntity<PromotionCode>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    [JsonPropertyName("active")]
    public bool Active { get; set; }

    /// <summary>In any case.</summary>
    [JsonPropertyName("code")]
    public string Code { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>The only customer who can redeem it; null when anybody can.</summary>
    [JsonIgnore]
    public string CustomerId
    {
        get => CustomerField?.Id;
        set => CustomerField = ExpandableField<Customer>.WithId(value, CustomerField);
    }

    /// <summary>The only customer who can redeem it; null when anybody can.</summary>
    [JsonIgnore]
    public Customer Customer
    {
        get => CustomerField?.Value;
        set => CustomerField = ExpandableField<Customer>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("customer")]
    internal ExpandableField<Customer> CustomerField { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("expires_at")]
    public DateTime? ExpiresAt { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    [JsonPropertyName("max_redemptions")]
    public long? MaxRedemptions { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("promotion")]
    public PromotionCodePromotion Promotion { get; set; }

    [JsonPropertyName("times_redeemed")]
    public long TimesRedeemed { get; set; }
}

/// <summary>What a promotion code gives.</summary>
public class PromotionCodePromotion : StripeEntity<PromotionCodePromotion>
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
