using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What is sold.</summary>
public class Product : StripeEntity<Product>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    [JsonPropertyName("active")]
    public bool Active { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [JsonIgnore]
    public string DefaultPriceId
    {
        get => DefaultPriceField?.Id;
        set => DefaultPriceField = ExpandableField<Price>.WithId(value, DefaultPriceField);
    }

    [JsonIgnore]
    public Price DefaultPrice
    {
        get => DefaultPriceField?.Value;
        set => DefaultPriceField = ExpandableField<Price>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("default_price")]
    internal ExpandableField<Price> DefaultPriceField { get; set; }

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("updated")]
    public DateTime Updated { get; set; } = DateTime.UnixEpoch;
}
