using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>What a movement of the balance can stem from.</summary>
public interface IBalanceTransactionSource : IStripeEntity, IHasId, IHasObject;

/// <summary>One movement of the balance at Stripe.</summary>
public class BalanceTransaction : StripeEntity<BalanceTransaction>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units, negative for what leaves the balance; the fee not taken off.</summary>
    [JsonPropertyName("amount")]
    public long Amount { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("fee")]
    public long Fee { get; set; }

    /// <summary>The amount less the fee, in minor units.</summary>
    [JsonPropertyName("net")]
    public long Net { get; set; }

    /// <summary>charge, refund, dispute, dispute_reversal …</summary>
    [JsonPropertyName("reporting_category")]
    public string ReportingCategory { get; set; }

    /// <summary>available or pending.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    /// <summary>charge, payment, refund, refund_failure, adjustment …</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
