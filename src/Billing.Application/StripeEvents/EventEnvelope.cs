using System.Text.Json;

namespace Billing.Application.StripeEvents;

/// <summary>
/// Reads the envelope of an event, and of its object only the ids: the rest of the object is walked over, not bound. The whole body
/// must be well-formed JSON all the same, because what is stored must be readable later.
/// </summary>
public static class EventEnvelope
{
    /// <summary>Events are flat at the top and their objects are rarely deeper than ten; a bomb is not walked to its end.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>A byte order mark, which some proxies put before UTF-8.</summary>
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the envelope.</summary>
    /// <exception cref="FormatException">The body is no event: not JSON, not an object, or without id, type or time.</exception>
    public static ReceivedEvent Read(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(JsonOf(body).Span, Options);
            return Read(ref reader).ToEvent(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader reports text that is not UTF-8 as an InvalidOperationException.
            throw new FormatException("The body is not JSON.", e);
        }
    }

    /// <summary>Reads the envelope of an event out of a list, as if it had been delivered: what nobody may know is erased.</summary>
    /// <exception cref="FormatException">It is no event.</exception>
    public static ReceivedEvent ReadListed(byte[] body)
    {
        ClientSecrets.Erase(body);
        return Read(body);
    }

    /// <summary>The JSON of a body: what follows its byte order mark, if it has one.</summary>
    public static ReadOnlyMemory<byte> JsonOf(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    private static Fields Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("The body is not a JSON object.");
        }

        Fields fields = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(ref reader, ref fields);
        }

        if (reader.Read())
        {
            throw new FormatException("The body goes on after its object.");
        }

        return fields;
    }

    private static void ReadField(ref Utf8JsonReader reader, ref Fields fields)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            fields.Id = Text(ref reader);
        }
        else if (reader.ValueTextEquals("object"u8))
        {
            fields.Kind = Text(ref reader);
        }
        else if (reader.ValueTextEquals("type"u8))
        {
            fields.Type = Text(ref reader);
        }
        else if (reader.ValueTextEquals("api_version"u8))
        {
            fields.ApiVersion = Text(ref reader);
        }
        else if (reader.ValueTextEquals("created"u8))
        {
            reader.Read();
            fields.Created = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long seconds) ? seconds : null;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("livemode"u8))
        {
            reader.Read();
            fields.Livemode = reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("data"u8))
        {
            ReadData(ref reader, ref fields);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadData(ref Utf8JsonReader reader, ref Fields fields)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("object"u8))
            {
                ReadObject(ref reader, ref fields);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref Fields fields)
    {
        reader.Read();
        fields.HasObject = reader.TokenType == JsonTokenType.StartObject;
        if (!fields.HasObject)
        {
            reader.Skip();
            return;
        }

        string? kind = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                fields.ObjectId = Text(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                kind = Text(ref reader);
            }
            else if (reader.ValueTextEquals("customer"u8))
            {
                fields.CustomerId = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        fields.CustomerId = kind == "customer" ? fields.ObjectId : fields.CustomerId;
    }

    /// <summary>The string that follows; null for anything else, which is walked over.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private struct Fields
    {
        public string? Id, Kind, Type, ApiVersion, ObjectId, CustomerId;
        public long? Created;
        public bool Livemode, HasObject;

        public readonly ReceivedEvent ToEvent(byte[] body)
        {
            if (Kind != "event" || !HasObject)
            {
                throw new FormatException("The body is not a Stripe event.");
            }

            return new ReceivedEvent(
                Short(Id, "id"),
                Short(Type, "type"),
                ApiVersion is { Length: <= ApiVersionLength } ? ApiVersion : null,
                Livemode,
                Time(Created),
                ObjectId is { Length: > 0 and <= StripeIdLength } ? ObjectId : null,
                CustomerId is { Length: > 0 and <= StripeIdLength } ? CustomerId : null,
                body);
        }

        /// <summary>Stripe promises that ids are at most this long; the columns are.</summary>
        private const int StripeIdLength = 255;

        /// <summary>A date and a name; the column is as long.</summary>
        private const int ApiVersionLength = 64;

        private static string Short(string? value, string field) => value is { Length: > 0 and <= StripeIdLength }
            ? value
            : throw new FormatException($"The event's {field} is missing, empty or too long.");

        private static DateTime Time(long? seconds) => seconds is { } s and > 0 && s <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(s).UtcDateTime
            : throw new FormatException("The event's created is missing or out of range.");
    }
}
