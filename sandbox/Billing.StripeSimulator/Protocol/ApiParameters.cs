using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Protocol;

/// <summary>
/// The parameters of a request: form fields or query, by their name in brackets, such as <c>line_items[0][price]</c>.
/// An empty value is present but null: it clears what it names.
/// </summary>
internal sealed partial class ApiParameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Takes the pairs of a form or query; arrays without indexes (<c>expand[]</c>) get them here.</summary>
    public ApiParameters(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            if (!WellFormed().IsMatch(name))
            {
                throw StripeErrors.Invalid(name, $"Invalid parameter name: {name}");
            }

            values[Indexed(name)] = value;
        }
    }

    /// <summary>The names as the caller wrote them, with indexes.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Whether the parameter, or one inside it, came with the request.</summary>
    public bool Has(string name) => values.ContainsKey(name) || values.Keys.Any(k => k.StartsWith(name + "[", StringComparison.Ordinal));

    /// <summary>The text of a parameter; null when it is absent or empty.</summary>
    public string? Text(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The text of a parameter that has to be there.</summary>
    public string RequiredText(string name) =>
        Text(name) ?? throw (values.ContainsKey(name) ? StripeErrors.Empty(name) : StripeErrors.Missing(name));

    /// <summary>An integer; null when it is absent or empty.</summary>
    public long? Integer(string name)
    {
        var text = Text(name);
        return text is null ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw StripeErrors.InvalidInteger(name, $"Invalid integer: {text}");
    }

    /// <summary>An integer that has to be there.</summary>
    public long RequiredInteger(string name) => Integer(name) ?? throw StripeErrors.Missing(name);

    /// <summary>A boolean; null when it is absent or empty.</summary>
    public bool? Boolean(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw StripeErrors.Invalid(name, $"Invalid boolean: {text}"),
    };

    /// <summary>One of the given words; null when it is absent or empty.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text)
            ? text
            : throw StripeErrors.Invalid(name, $"Invalid {name}: must be one of {string.Join(", ", allowed!)}");
    }

    /// <summary>The values of an array of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(Text).OfType<string>()];

    /// <summary>The names of an array's items, such as <c>line_items[0]</c>.</summary>
    public IReadOnlyList<string> Items(string name) =>
    [
        .. values.Keys
            .Where(k => k.StartsWith(name + "[", StringComparison.Ordinal))
            .Select(k => k[..(k.IndexOf(']', name.Length) + 1)])
            .Distinct(),
    ];

    /// <summary>Adds, replaces and removes the pairs of a map (metadata) as Stripe does: an empty value removes its key, an empty map all.</summary>
    public JsonObject MergeMap(string name, JsonNode? current)
    {
        var map = current is null || (values.ContainsKey(name) && Text(name) is null) ? [] : current.DeepClone().AsObject();
        foreach (var item in Items(name))
        {
            var key = item[(name.Length + 1)..^1];
            map.Remove(key);
            if (Text(item) is { } value)
            {
                map[key] = value;
            }
        }

        return map;
    }

    /// <summary>Sets the properties of which the parameters of the same name came with the request; an empty one becomes null.</summary>
    public void CopyTexts(JsonObject target, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.ContainsKey(name))
            {
                target[name] = Text(name);
            }
        }
    }

    /// <summary>A hash that is the same for the same parameters in any order.</summary>
    public string Hash()
    {
        var canonical = StripeJson.Compact(new JsonArray(
            [.. values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new JsonArray(v.Key, v.Value))]));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private string Indexed(string name)
    {
        var open = name.IndexOf("[]", StringComparison.Ordinal);
        if (open < 0)
        {
            return name;
        }

        // "a[][b]" starts a new item when the last one already has b, as form encoders without indexes mean it.
        var (before, after) = (name[..open], name[(open + 2)..]);
        var index = Items(before).Count;
        return index > 0 && after.Length > 0 && !values.ContainsKey($"{before}[{index - 1}]{after}")
            ? $"{before}[{index - 1}]{after}"
            : $"{before}[{index}]{after}";
    }

    [GeneratedRegex(@"^[^\[\]]+(\[[^\[\]]*\])*$")]
    private static partial Regex WellFormed();
}
