using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="PriceService.CreateAsync"/>.</summary>
public class PriceCreateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("active")]
    public bool? Active { get; set; }

    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    /// <summary>Our stable name for the price.</summary>
    [JsonPropertyName("lookup_key")]
    public string LookupKey { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("nickname")]
    public string Nickname { get; set; }

    [JsonPropertyName("product")]
    public string Product { get; set; }

    [JsonPropertyName("product_data")]
    public PriceProductDataOptions ProductData { get; set; }

    [JsonPropertyName("recurring")]
    public PriceRecurringOptions Recurring { get; set; }

    /// <summary>exclusive, inclusive or unspecified.</summary>
    [JsonPropertyName("tax_behavior")]
    public string TaxBehavior { get; set; }

    /// <summary>Take <see cref="LookupKey"/> away from the price that has it.</summary>
    [JsonPropertyName("transfer_lookup_key")]
    public bool? TransferLookupKey { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("unit_amount")]
    public long? UnitAmount { get; set; }
}

/// <summary>A product to make along with the price.</summary>
public class PriceProductDataOptions : IHasMetadata, INestedOptions
{
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }
}

/// <summary>How often the price is charged; none makes it a one-off.</summary>
public class PriceRecurringOptions : INestedOptions
{
    /// <summary>day, week, month or year.</summary>
    [JsonPropertyName("interval")]
    public string Interval { get; set; }

    [JsonPropertyName("interval_count")]
    public long? IntervalCount { get; set; }
}

/// <summary>Parameters of <see cref="PriceService.GetAsync"/>.</summary>
public class PriceGetOptions : BaseOptions;

/// <summary>Filters of <see cref="PriceService.ListAsync"/>.</summary>
public class PriceListOptions : ListOptions
{
    [JsonPropertyName("active")]
    public bool? Active { get; set; }

    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    /// <summary>At most ten.</summary>
    [JsonPropertyName("lookup_keys")]
    public List<string> LookupKeys { get; set; }

    [JsonPropertyName("product")]
    public string Product { get; set; }

    /// <summary>one_time or recurring.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
