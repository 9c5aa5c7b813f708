using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>The terms of a discount: a percentage or an amount, once, for some months or for good.</summary>
public class Coupon : StripeEntity<Coupon>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units of <see cref="Currency"/>; null for a percentage.</summary>
    [JsonPropertyName("amount_off")]
    public long? AmountOff { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Three-letter ISO code in lower case; null for a percentage.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    /// <summary>forever, once or repeating.</summary>
    [JsonPropertyName("duration")]
    public string Duration { get; set; }

    /// <summary>For how many months a repeating one counts.</summary>
    [JsonPropertyName("duration_in_months")]
    public long? DurationInMonths { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    [JsonPropertyName("max_redemptions")]
    public long? MaxRedemptions { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>What customers read.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; }

    /// <summary>More than 0, up to 100; null for an amount.</summary>
    [JsonPropertyName("percent_off")]
    public decimal? PercentOff { get; set; }

    /// <summary>Until when it can be redeemed, UTC.</summary>
    [JsonPropertyName("redeem_by")]
    public DateTime? RedeemBy { get; set; }

    [JsonPropertyName("times_redeemed")]
    public long TimesRedeemed { get; set; }

    /// <summary>Whether it can be redeemed now.</summary>
    [JsonPropertyName("valid")]
    public bool Valid { get; set; }
}
