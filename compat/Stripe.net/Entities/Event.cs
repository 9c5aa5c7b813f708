using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Something that happened at Stripe, with the object as it was then.</summary>
public class Event : StripeEntity<Event>, IHasId, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>The connected account it happened in; null for our own.</summary>
    [JsonPropertyName("account")]
    public string Account { get; set; }

    /// <summary>The API version <see cref="Data"/> is written in.</summary>
    [JsonPropertyName("api_version")]
    public string ApiVersion { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("data")]
    public EventData Data { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Deliveries that are still to be acknowledged.</summary>
    [JsonPropertyName("pending_webhooks")]
    public long PendingWebhooks { get; set; }

    /// <summary>Null when Stripe did it by itself.</summary>
    [JsonPropertyName("request")]
    public EventRequest Request { get; set; }

    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>What an event is about.</summary>
public class EventData : StripeEntity<EventData>
{
    /// <summary>The object after the event, typed by its "object" name; null for a kind this library does not know.</summary>
    [JsonPropertyName("object")]
    public IHasObject Object { get; set; }
}

/// <summary>The API request that made an event.</summary>
public class EventRequest : StripeEntity<EventRequest>, IHasId
{
    /// <summary>Null when Stripe did it by itself.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set; }

    [JsonPropertyName("idempotency_key")]
    public string IdempotencyKey { get; set; }
}
