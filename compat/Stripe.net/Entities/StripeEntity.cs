using System.Text.Json;
using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Whatever Stripe answers with.</summary>
public interface IStripeEntity
{
    /// <summary>The answer the object came in, when it is the answer itself; else null.</summary>
    StripeResponse StripeResponse { get; set; }
}

/// <summary>An object with an id.</summary>
public interface IHasId
{
    /// <summary>Stripe's id, with the prefix of its kind; case counts.</summary>
    string Id { get; set; }
}

/// <summary>An object that carries keys and values of our own.</summary>
public interface IHasMetadata
{
    /// <summary>Up to 50 keys of 40 characters, values of 500.</summary>
    Dictionary<string, string> Metadata { get; set; }
}

/// <summary>An object that says of what kind it is.</summary>
public interface IHasObject
{
    /// <summary>Stripe's name of the kind, such as "checkout.session".</summary>
    string Object { get; set; }
}

/// <summary>The base of all objects that Stripe answers with.</summary>
public abstract class StripeEntity : IStripeEntity
{
    private JsonElement? _raw;
    private string _rawText;

    /// <summary>
    /// The JSON the object was read from, with what this library has no member for. Kept for answers, the items of
    /// lists, events and the objects of events; null for objects nested deeper.
    /// </summary>
    [JsonIgnore]
    public JsonElement? RawJsonElement
    {
        get
        {
            if (_raw == null && _rawText != null)
            {
                using var document = JsonDocument.Parse(_rawText);
                _raw = document.RootElement.Clone();
            }

            return _raw;
        }

        protected set => _raw = value;
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public StripeResponse StripeResponse { get; set; }

    internal void KeepRaw(JsonElement json) => _raw = json;

    /// <summary>Keeps the text and parses it only when somebody asks.</summary>
    internal void KeepRaw(string json) => _rawText = json;
}

/// <summary>The base of all objects that Stripe answers with, knowing its own type.</summary>
/// <typeparam name="T">The type itself.</typeparam>
public abstract class StripeEntity<T> : StripeEntity
    where T : StripeEntity<T>
{
    /// <summary>Reads an object from Stripe's JSON.</summary>
    /// <exception cref="JsonException">The text is no JSON, or does not fit the type.</exception>
    public static T FromJson(string value)
    {
        var entity = JsonSerializer.Deserialize<T>(value, StripeJson.Options);
        entity?.KeepRaw(value);
        return entity;
    }
}
