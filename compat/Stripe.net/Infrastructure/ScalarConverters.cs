using System.Globalization;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Stripe's times are Unix seconds.</summary>
internal sealed class UnixSecondsConverter : ReadingConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetInt64(out var seconds)
        && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
            : throw new JsonException("Expected a time in Unix seconds.");
}

/// <summary>Stripe sends decimals as strings, so that no client rounds them.</summary>
internal sealed class DecimalStringConverter : ReadingConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetDecimal();
        }

        return decimal.TryParse(reader.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("Expected a decimal number.");
    }
}
