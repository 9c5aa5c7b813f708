using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>How this library reads Stripe's JSON.</summary>
internal static class StripeJson
{
    /// <summary>Unknown fields are ignored; a missing one leaves the default; null for a type that has no null is an error.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        MaxDepth = 128,
        Converters =
        {
            new UnixSecondsConverter(),
            new DecimalStringConverter(),
            new ExpandableFieldConverterFactory(),
            new StripeListConverterFactory(),
            new HasObjectConverter(),
        },
    };
}
