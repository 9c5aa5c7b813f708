using System.Text.Json.Serialization;

namespace Stripe.BillingPortal;

/// <summary>A hosted page where a customer manages billing.</summary>
public class Session : StripeEntity<Session>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    [JsonPropertyName("locale")]
    public string Locale { get; set; }

    [JsonPropertyName("return_url")]
    public string ReturnUrl { get; set; }

    /// <summary>Where to send the customer; null once the session is closed.</summary>
    [JsonPropertyName("url")]
    public string Url { get; set; }
}
