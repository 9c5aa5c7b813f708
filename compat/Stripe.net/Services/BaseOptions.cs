using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Options that are sent as parameters, at the top or nested in others.</summary>
public interface INestedOptions;

/// <summary>The parameters of one request. What is null is not sent, except where null was assigned to clear a field.</summary>
public class BaseOptions : INestedOptions, IHasSetTracking
{
    /// <summary>Fields to answer as objects instead of ids, such as "latest_charge".</summary>
    [JsonPropertyName("expand")]
    public List<string> Expand { get; set; }

    /// <summary>Parameters that have no property here, sent last and as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, object> ExtraParams { get; set; } = new Dictionary<string, object>();

    internal SetTracker SetTracker { get; } = new();

    SetTracker IHasSetTracking.SetTracker => SetTracker;

    /// <summary>Adds one field to <see cref="Expand"/>.</summary>
    public void AddExpand(string value) => (Expand ??= []).Add(value);

    /// <summary>Adds one parameter to <see cref="ExtraParams"/>.</summary>
    public void AddExtraParam(string key, object value) => ExtraParams.Add(key, value);

    internal BaseOptions Clone() => (BaseOptions)MemberwiseClone();
}

/// <summary>The parameters of a list: which page of it.</summary>
public class ListOptions : BaseOptions
{
    /// <summary>Size of a page, 1 to 100; 10 when not given.</summary>
    [JsonPropertyName("limit")]
    public long? Limit { get; set; }

    /// <summary>The id of the last object of the page before.</summary>
    [JsonPropertyName("starting_after")]
    public string StartingAfter { get; set; }

    /// <summary>The id of the first object of the page after.</summary>
    [JsonPropertyName("ending_before")]
    public string EndingBefore { get; set; }
}

/// <summary>A range of times, UTC.</summary>
public class DateRangeOptions : INestedOptions
{
    [JsonPropertyName("gt")]
    public DateTime? GreaterThan { get; set; }

    [JsonPropertyName("gte")]
    public DateTime? GreaterThanOrEqual { get; set; }

    [JsonPropertyName("lt")]
    public DateTime? LessThan { get; set; }

    [JsonPropertyName("lte")]
    public DateTime? LessThanOrEqual { get; set; }
}
