using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="ProductService.CreateAsync"/>.</summary>
public class ProductCreateOptions : BaseOptions, IHasId, IHasMetadata
{
    [JsonPropertyName("active")]
    public bool? Active { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    /// <summary>Our own id; made by Stripe when not given.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }
}

/// <summary>Parameters of <see cref="ProductService.GetAsync"/>.</summary>
public class ProductGetOptions : BaseOptions;

/// <summary>Filters of <see cref="ProductService.ListAsync"/>.</summary>
public class ProductListOptions : ListOptions
{
    [JsonPropertyName("active")]
    public bool? Active { get; set; }

    [JsonPropertyName("ids")]
    public List<string> Ids { get; set; }
}
