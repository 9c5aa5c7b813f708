using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

/// <summary>Reads <see cref="ExpandableField{T}"/>: a string is an id, an object is the object.</summary>
internal sealed class ExpandableFieldConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ExpandableField<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()));

    private sealed class Converter<T> : ReadingConverter<ExpandableField<T>>
        where T : class, IHasId
    {
        public override ExpandableField<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? ExpandableField<T>.WithId(reader.GetString(), null)
                : ExpandableField<T>.Of(JsonSerializer.Deserialize<T>(ref reader, options));
    }
}

/// <summary>Reads only the id of a reference whose kind of object this library does not have.</summary>
internal sealed class ExpandableIdConverter : ReadingConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        var expanded = JsonElement.ParseValue(ref reader);
        return expanded.ValueKind == JsonValueKind.Object && expanded.TryGetProperty("id", out var id)
            ? id.GetString()
            : throw new JsonException("Expected an id or an object that has one.");
    }
}
