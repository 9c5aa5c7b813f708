using System.Globalization;
using System.Text.Json;
using Billing.Domain.Snapshots;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// A JSON object of Stripe's, read by what its fields mean. A field that is absent, null or empty counts as not given, as in
/// Stripe's own answers; every complaint names the object.
/// </summary>
internal readonly struct StripeNode
{
    private readonly JsonElement _element;
    private readonly string _path;

    private StripeNode(JsonElement element, string path)
    {
        _element = element;
        _path = path;
    }

    /// <summary>An API object of an expected kind.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="kind">Stripe's name of the kind: the value of the field <c>object</c>.</param>
    /// <exception cref="FormatException">It is no object, has no id, or is of another kind.</exception>
    public static StripeNode Of(JsonElement element, string kind)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected a Stripe {kind}, found JSON {element.ValueKind}.");
        }

        var node = new StripeNode(element, kind);
        string found = node.RequiredText("object");
        return found == kind
            ? new StripeNode(element, $"{kind} {node.RequiredText("id")}")
            : throw new FormatException($"Expected a Stripe {kind}, found a {found}.");
    }

    /// <summary>A text; null when it is not given.</summary>
    public string? Text(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } field => field.GetString() is { Length: > 0 } text ? text : null,
        { } field => throw Unexpected(name, field),
    };

    /// <summary>A text that is always there.</summary>
    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    /// <summary>A whole number; null when it is not given.</summary>
    public long? Number(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } field when field.TryGetInt64(out long number) => number,
        { } field => throw Unexpected(name, field),
    };

    /// <summary>A whole number that is always there.</summary>
    public long RequiredNumber(string name) => Number(name) ?? throw Missing(name);

    /// <summary>A moment (UTC), sent as Unix seconds; null when it is not given.</summary>
    public DateTime? Time(string name) =>
        Number(name) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : null;

    /// <summary>A moment (UTC) that is always there.</summary>
    public DateTime RequiredTime(string name) => Time(name) ?? throw Missing(name);

    /// <summary>A flag; not given means false.</summary>
    public bool Flag(string name) => Field(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { } field => throw Unexpected(name, field),
    };

    /// <summary>Whether it is named at all, be it null.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out _);

    /// <summary>The id of another object, which Stripe sends plain or expanded; null for none.</summary>
    public string? IdOf(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Object } ? Child(name)?.RequiredText("id") : Text(name);

    /// <summary>The id of another object that is always there.</summary>
    public string RequiredIdOf(string name) => IdOf(name) ?? throw Missing(name);

    /// <summary>An object inside this one; null when it is not given, or only its id is.</summary>
    public StripeNode? Child(string name) => Field(name) switch
    {
        null or { ValueKind: JsonValueKind.String } => null,
        { ValueKind: JsonValueKind.Object } field => new StripeNode(field, $"{_path}.{name}"),
        { } field => throw Unexpected(name, field),
    };

    /// <summary>The first entry of a list inside this object; null when the list is empty or not given.</summary>
    public StripeNode? FirstOf(string list)
    {
        if (Child(list) is not { } child || child.Field("data") is not { ValueKind: JsonValueKind.Array } data || data.GetArrayLength() == 0)
        {
            return null;
        }

        return new StripeNode(data[0], $"{_path}.{list}[0]");
    }

    /// <summary>All entries of a list inside this object; empty when it is not given.</summary>
    public IEnumerable<StripeNode> AllOf(string list) => Child(list)?.Entries("data") ?? [];

    /// <summary>The objects of an array inside this one; empty when it is not given. What is only named by its id is left out.</summary>
    public IEnumerable<StripeNode> Entries(string array)
    {
        string path = $"{_path}.{array}";
        return Array(array).Where(e => e.ValueKind == JsonValueKind.Object).Select((e, i) => new StripeNode(e, $"{path}[{i}]"));
    }

    /// <summary>The id of the first entry of an array, which Stripe sends plain or expanded; null when there is none.</summary>
    public string? FirstIdOf(string array) => Array(array).Select(e => (JsonElement?)e).FirstOrDefault() switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } id => id.GetString(),
        { } entry => new StripeNode(entry, $"{_path}.{array}[0]").RequiredText("id"),
    };

    /// <summary>A number that may have decimals; null when it is not given.</summary>
    public decimal? Decimal(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } field when field.TryGetDecimal(out decimal number) => number,
        { } field => throw Unexpected(name, field),
    };

    /// <summary>The sum of a number over the entries of a plain array; 0 when it is empty or not given.</summary>
    public long SumOf(string array, string number)
    {
        long sum = 0;
        if (Field(array) is { ValueKind: JsonValueKind.Array } entries)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                sum += new StripeNode(entry, $"{_path}.{array}[]").RequiredNumber(number);
            }
        }

        return sum;
    }

    /// <summary>The metadata; empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata() => Field("metadata") is { ValueKind: JsonValueKind.Object } metadata
        ? metadata.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? "", StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Our user as the metadata names it; null when it names none, or something that is no id of ours.</summary>
    public Guid? MetadataUserId() =>
        Field("metadata") is { ValueKind: JsonValueKind.Object } metadata
        && metadata.TryGetProperty(StripeMetadata.UserId, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && Guid.TryParse(value.GetString(), CultureInfo.InvariantCulture, out Guid id) ? id : null;

    /// <summary>A value that this version does not know: applying half of it would be worse than trying again later.</summary>
    public FormatException Unknown(string name, string value) => new($"{_path} has {name} '{value}', which is not known here.");

    private List<JsonElement> Array(string name) => Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } field => [.. field.EnumerateArray()],
        { } field => throw Unexpected(name, field),
    };

    private JsonElement? Field(string name) =>
        _element.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private FormatException Missing(string name) => new($"{_path} has no {name}.");

    private FormatException Unexpected(string name, JsonElement field) => new($"{_path} has a {name} of JSON type {field.ValueKind}.");
}
