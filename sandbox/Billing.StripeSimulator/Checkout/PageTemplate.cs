using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Billing.StripeSimulator.Checkout;

/// <summary>HTML that is safe to put into a page as it is.</summary>
internal sealed record Html(string Text)
{
    /// <summary>No HTML at all.</summary>
    public static readonly Html Empty = new("");

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));
}

/// <summary>
/// The pages under Pages, with <c>{{name}}</c> where a value goes. Text is encoded; only <see cref="Html"/> is put in as it is.
/// </summary>
internal static partial class PageTemplate
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>A whole page, inside the layout that all pages share.</summary>
    public static IResult Page(string name, string title, int status, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var page = Render("layout.html", ("title", title), ("body", Render(name, values)));
        return Results.Text(page.Text, "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>A page or a part of one with its values.</summary>
    /// <exception cref="KeyNotFoundException">The page has a placeholder for which there is no value.</exception>
    public static Html Render(string name, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var byName = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            byName[key] = value;
        }

        return new Html(Placeholder().Replace(Text(name), match => byName[match.Groups[1].Value] switch
        {
            Html html => html.Text,
            var value => HtmlEncoder.Default.Encode(value?.ToString() ?? ""),
        }));
    }

    /// <summary>A file under Pages as it is.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string Text(string name) => Texts.GetOrAdd(name, static file =>
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream("pages/" + file)
            ?? throw new ArgumentException($"There is no page {file}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
