using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>One line of a checkout session.</summary>
public class LineItem : StripeEntity<LineItem>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_subtotal")]
    public long AmountSubtotal { get; set; }

    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount_total")]
    public long AmountTotal { get; set; }

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("price")]
    public Price Price { get; set; }

    [JsonPropertyName("quantity")]
    public long? Quantity { get; set; }
}
