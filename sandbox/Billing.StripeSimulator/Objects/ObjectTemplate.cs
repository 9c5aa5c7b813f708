using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Objects;

/// <summary>
/// What every object of a kind has in common, property by property in Stripe's order: the files under Templates. A builder
/// takes a copy and sets what differs.
/// </summary>
internal static class ObjectTemplate
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>A new object of this kind, to be filled in.</summary>
    public static JsonObject Create(string kind) => JsonNode.Parse(Texts.GetOrAdd(kind, Load))!.AsObject();

    private static string Load(string kind)
    {
        using var stream = typeof(ObjectTemplate).Assembly.GetManifestResourceStream($"templates/{kind}.json")
            ?? throw new ArgumentException($"There is no template for {kind}.", nameof(kind));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
