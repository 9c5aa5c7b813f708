using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

/// <summary>A converter for one direction: Stripe's objects come as JSON, ours go as forms.</summary>
internal abstract class ReadingConverter<T> : JsonConverter<T>
{
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Stripe's objects are read here, never written.");
}
