using System.Buffers;
using System.Text;

namespace Billing.Api.Csv;

/// <summary>Lines of a table as RFC 4180 has them.</summary>
internal static class CsvText
{
    /// <summary>Between two lines.</summary>
    public const string LineEnd = "\r\n";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>What a spreadsheet takes for the beginning of a formula, or for something that leads to one.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>Words that others chose: what looks like a formula is written with an apostrophe before it, and stays a text.</summary>
    public static string? Safe(string? words) => words is { Length: > 0 } && FormulaStarts.Contains(words[0]) ? "'" + words : words;

    /// <summary>Adds a line; fields with commas, quotes or line ends are quoted.</summary>
    public static void AppendLine(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            AppendField(text, fields[i]);
        }

        text.Append(LineEnd);
    }

    private static void AppendField(StringBuilder text, string? field)
    {
        if (field.AsSpan().ContainsAny(Special))
        {
            text.Append('"').Append(field!.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            text.Append(field);
        }
    }
}
