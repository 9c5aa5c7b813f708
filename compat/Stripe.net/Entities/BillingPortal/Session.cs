using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe.BillingPortal;

/// <summary>A hosted page where a customer manages billing.</summary>
public class Session : StripeEntity<Session>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>Which of the account's settings of the page.</summary>
    [JsonPropertyName("configuration")]
    [JsonConverter(typeof(ExpandableIdConverter))]
    public string ConfigurationId { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>The one thing the page is for; null for the whole page.</summary>
    [JsonPropertyName("flow")]
    public SessionFlow Flow { get; set; }

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

/// <summary>The one thing a session is for.</summary>
public class SessionFlow : StripeEntity<SessionFlow>
{
    /// <summary>payment_method_update, subscription_cancel, subscription_update or subscription_update_confirm.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
