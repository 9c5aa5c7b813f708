using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What a product costs, once or per interval.</summary>
public class Price : StripeEntity<Price>, IHasId, IHasMetadata, IHasObject
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

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Our stable name for the price; at most one price has it.</summary>
    [JsonPropertyName("lookup_key")]
    public string LookupKey { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("nickname")]
    public string Nickname { get; set; }

    [JsonIgnore]
    public string ProductId
    {
        get => ProductField?.Id;
        set => ProductField = ExpandableField<Product>.WithId(value, ProductField);
    }

    [JsonIgnore]
    public Product Product
    {
        get => ProductField?.Value;
        set => ProductField = ExpandableField<Product>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("product")]
    internal ExpandableField<Product> ProductField { get; set; }

    [JsonPropertyName("recurring")]
    public PriceRecurring Recurring { get; set; }

    /// <summary>exclusive, inclusive or unspecified.</summary>
    [JsonPropertyName("tax_behavior")]
    public string TaxBehavior { get; set; }

    /// <summary>one_time or recurring.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }

    /// <summary>In minor units; null when only <see cref="UnitAmountDecimal"/> is exact.</summary>
    [JsonPropertyName("unit_amount")]
    public long? UnitAmount { get; set; }

    /// <summary>In minor units, with up to 12 decimal places.</summary>
    [JsonPropertyName("unit_amount_decimal")]
    public decimal? UnitAmountDecimal { get; set; }
}

/// <summary>How often a price is charged.</summary>
public class PriceRecurring : StripeEntity<PriceRecurring>
{
    /// <summary>day, week, month or year.</summary>
    [JsonPropertyName("interval")]
    public string Interval { get; set; }

    [JsonPropertyName("interval_count")]
    public long IntervalCount { get; set; }

    [JsonPropertyName("trial_period_days")]
    public long? TrialPeriodDays { get; set; }

    /// <summary>licensed or metered.</summary>
    [JsonPropertyName("usage_type")]
    public string UsageType { get; set; }
}
