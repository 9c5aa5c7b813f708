using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Billing.Application.Emails;

/// <summary>A piece of a mail.</summary>
internal abstract record EmailBlock;

/// <summary>Some sentences.</summary>
/// <param name="Text">The sentences.</param>
/// <param name="IsNote">Whether they are small print.</param>
internal sealed record EmailParagraph(string Text, bool IsNote) : EmailBlock;

/// <summary>A table of names and values.</summary>
internal sealed record EmailFacts(IReadOnlyList<(string Label, string Value)> Rows) : EmailBlock;

/// <summary>The one thing to do.</summary>
internal sealed record EmailButton(string Label, string Link) : EmailBlock;

/// <summary>
/// A mail's words, from a file under Templates: a <c>Subject:</c> line, then blocks with empty lines between them. A block is a paragraph,
/// small print (<c>Note: …</c>), facts (lines of <c>- Label: value</c>) or a button (<c>[Label]({{link}})</c>). <c>{{name}}</c> is replaced
/// by a value; a subject, a block or a fact whose value is missing is left out. <c>{{?name}}</c> and <c>{{!name}}</c> write nothing and ask
/// that the value is there, or is not. Values are encoded where they become HTML, so that none of them can be anything but text.
/// </summary>
internal sealed partial class EmailTemplate
{
    private const string SubjectMark = "Subject: ";
    private const string NoteMark = "Note: ";

    private static readonly ConcurrentDictionary<string, EmailTemplate> Loaded = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    private readonly List<string> _subjects;
    private readonly List<string[]> _blocks;

    private EmailTemplate(string text)
    {
        List<string[]> blocks = [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(lines => lines.Length > 0)];
        _subjects = [.. blocks[0].Select(line => line[SubjectMark.Length..])];
        _blocks = blocks[1..];
    }

    /// <summary>The template of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EmailTemplate Load(string name) => Loaded.GetOrAdd(name, static n => new EmailTemplate(FileOf(n + ".txt")));

    /// <summary>Fills a file of the layout with what is encoded already.</summary>
    /// <exception cref="KeyNotFoundException">The file has a place for which there is no value.</exception>
    public static string Fill(string file, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in values)
        {
            byName[name] = value;
        }

        return Place().Replace(FileOf(file), place => byName[place.Groups[2].Value]);
    }

    /// <summary>The subject: the first line of which every value is there.</summary>
    public string Subject(IReadOnlyDictionary<string, string?> values) =>
        _subjects.Select(line => TryFill(line, values, out string? filled) ? filled : null).OfType<string>().First();

    /// <summary>The blocks of which every value is there.</summary>
    public IEnumerable<EmailBlock> Blocks(IReadOnlyDictionary<string, string?> values) =>
        _blocks.Select(lines => lines[0].StartsWith("- ", StringComparison.Ordinal) ? FactsOf(lines, values) : BlockOf(string.Join(' ', lines), values))
            .OfType<EmailBlock>();

    private static EmailFacts? FactsOf(string[] lines, IReadOnlyDictionary<string, string?> values)
    {
        List<(string, string)> rows = [];
        foreach (string[] parts in lines.Select(line => line[2..].Split(": ", 2)))
        {
            if (TryFill(parts[1], values, out string? value))
            {
                rows.Add((parts[0], value));
            }
        }

        return rows.Count == 0 ? null : new EmailFacts(rows);
    }

    private static EmailBlock? BlockOf(string text, IReadOnlyDictionary<string, string?> values)
    {
        if (Button().Match(text) is { Success: true } button)
        {
            return TryFill(button.Groups[2].Value, values, out string? link) ? new EmailButton(button.Groups[1].Value, link) : null;
        }

        bool isNote = text.StartsWith(NoteMark, StringComparison.Ordinal);
        return TryFill(isNote ? text[NoteMark.Length..] : text, values, out string? filled) ? new EmailParagraph(filled, isNote) : null;
    }

    private static bool TryFill(string text, IReadOnlyDictionary<string, string?> values, [NotNullWhen(true)] out string? filled)
    {
        bool fits = Place().Matches(text).All(place => (values.GetValueOrDefault(place.Groups[2].Value) is not null) == (place.Groups[1].Value != "!"));
        filled = fits ? Place().Replace(text, place => place.Groups[1].Length > 0 ? "" : OneLine(values[place.Groups[2].Value]!)).Trim() : null;
        return fits;
    }

    /// <summary>A value with a line of its own could pass for a line of the mail's.</summary>
    private static string OneLine(string value) => Space().Replace(value, " ");

    private static string FileOf(string name) => Files.GetOrAdd(name, static file =>
    {
        using Stream stream = typeof(EmailTemplate).Assembly.GetManifestResourceStream("emails/" + file)
            ?? throw new ArgumentException($"There is no template {file}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    [GeneratedRegex(@"\{\{([?!]?)(\w+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\[(.+)\]\((.+)\)$")]
    private static partial Regex Button();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
