using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="EventService.GetAsync"/>.</summary>
public class EventGetOptions : BaseOptions;

/// <summary>Filters of <see cref="EventService.ListAsync"/>. The list is newest first and goes back 30 days.</summary>
public class EventListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    /// <summary>Only those that were all delivered, or with false those that were not.</summary>
    [JsonPropertyName("delivery_success")]
    public bool? DeliverySuccess { get; set; }

    /// <summary>One type, or a group such as "charge.*".</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }

    /// <summary>At most twenty; not together with <see cref="Type"/>.</summary>
    [JsonPropertyName("types")]
    public List<string> Types { get; set; }
}
