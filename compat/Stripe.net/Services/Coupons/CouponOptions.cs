using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="CouponService.GetAsync"/>.</summary>
public class CouponGetOptions : BaseOptions;

/// <summary>Filters of <see cref="CouponService.ListAsync"/>.</summary>
public class CouponListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }
}
