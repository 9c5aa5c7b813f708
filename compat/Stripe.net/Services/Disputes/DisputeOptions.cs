using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="DisputeService.GetAsync"/>.</summary>
public class DisputeGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="DisputeService.CloseAsync"/>.</summary>
public class DisputeCloseOptions : BaseOptions;

/// <summary>Filters of <see cref="DisputeService.ListAsync"/>.</summary>
public class DisputeListOptions : ListOptions
{
    [JsonPropertyName("charge")]
    public string Charge { get; set; }

    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("payment_intent")]
    public string PaymentIntent { get; set; }
}
