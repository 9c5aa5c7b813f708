using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="PromotionCodeService.GetAsync"/>.</summary>
public class PromotionCodeGetOptions : BaseOptions;

/// <summary>Filters of <see cref="PromotionCodeService.ListAsync"/>.</summary>
public class PromotionCodeListOptions : ListOptions
{
    [JsonPropertyName("active")]
    public bool? Active { get; set; }

    /// <summary>What customers type.</summary>
    [JsonPropertyName("code")]
    public string Code { get; set; }

    /// <summary>Id of a coupon.</summary>
    [JsonPropertyName("coupon")]
    public string Coupon { get; set; }

    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }
}
