using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

/// <summary>Writes options the way Stripe's v1 API reads them: <c>line_items[0][price]=price_1</c>.</summary>
internal static class FormEncoder
{
    private static readonly ConcurrentDictionary<Type, Parameter[]> ParametersByType = new();

    /// <summary>The options as a form body or a query; empty when there are none.</summary>
    public static string Encode(BaseOptions options) =>
        string.Join('&', Flatten(options).Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"));

    /// <summary>The options as keys and values, unescaped, in the order in which they are sent.</summary>
    public static List<KeyValuePair<string, string>> Flatten(BaseOptions options)
    {
        List<KeyValuePair<string, string>> pairs = [];
        if (options != null)
        {
            AddOptions(pairs, null, options);
        }

        return pairs;
    }

    private static void AddOptions(List<KeyValuePair<string, string>> pairs, string prefix, INestedOptions options)
    {
        foreach (var parameter in ParametersByType.GetOrAdd(options.GetType(), FindParameters))
        {
            var value = parameter.Property.GetValue(options);
            if (parameter.Name == null)
            {
                AddDictionary(pairs, prefix, (IDictionary)value);
            }
            else if (value != null)
            {
                AddValue(pairs, Nest(prefix, parameter.Name), value);
            }
            else if (options is IHasSetTracking tracking && tracking.SetTracker.IsAssigned(parameter.Property.Name))
            {
                pairs.Add(new(Nest(prefix, parameter.Name), ""));
            }
        }
    }

    private static void AddValue(List<KeyValuePair<string, string>> pairs, string key, object value)
    {
        switch (value)
        {
            case IAnyOf anyOf:
                if (anyOf.Value != null)
                {
                    AddValue(pairs, key, anyOf.Value);
                }

                break;
            case INestedOptions nested:
                AddOptions(pairs, key, nested);
                break;
            case StringEnum word:
                pairs.Add(new(key, word.Value));
                break;
            case string text:
                pairs.Add(new(key, text));
                break;
            case IDictionary dictionary:
                AddDictionary(pairs, key, dictionary);
                break;
            case IEnumerable list:
                AddList(pairs, key, list);
                break;
            default:
                pairs.Add(new(key, Scalar(value)));
                break;
        }
    }

    private static void AddDictionary(List<KeyValuePair<string, string>> pairs, string prefix, IDictionary dictionary)
    {
        if (dictionary == null)
        {
            return;
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            // A null value is sent empty: of metadata, that deletes the key.
            AddValue(pairs, Nest(prefix, Scalar(entry.Key)), entry.Value ?? "");
        }
    }

    private static void AddList(List<KeyValuePair<string, string>> pairs, string key, IEnumerable list)
    {
        var before = pairs.Count;
        var index = 0;
        foreach (var item in list)
        {
            AddValue(pairs, $"{key}[{index++}]", item ?? "");
        }

        // A form cannot say "empty list"; Stripe reads an empty value as one.
        if (pairs.Count == before)
        {
            pairs.Add(new(key, ""));
        }
    }

    private static string Scalar(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => new DateTimeOffset(time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The key inside the prefix; of a key with brackets of its own only the head moves into brackets.</summary>
    private static string Nest(string prefix, string key)
    {
        if (string.IsNullOrEmpty(prefix))
        {
            return key;
        }

        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? $"{prefix}[{key}]" : $"{prefix}[{key[..bracket]}]{key[bracket..]}";
    }

    private static string Escape(string text) =>
        WebUtility.UrlEncode(text).Replace("%5B", "[", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal);

    /// <summary>The parameters of an options class in declaration order, those of its base classes last.</summary>
    private static Parameter[] FindParameters(Type type)
    {
        List<Parameter> parameters = [];
        for (var current = type; current != typeof(object); current = current.BaseType)
        {
            parameters.AddRange(current
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OrderBy(property => property.MetadataToken)
                .Select(property => new Parameter(property, property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name))
                .Where(parameter => parameter.Name != null || parameter.Property.IsDefined(typeof(JsonExtensionDataAttribute))));
        }

        return [.. parameters];
    }

    /// <summary>One parameter; without a name it is the bag of extra parameters.</summary>
    private sealed record Parameter(PropertyInfo Property, string Name);
}
