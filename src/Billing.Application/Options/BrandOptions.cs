using System.Text.RegularExpressions;

namespace Billing.Application.Options;

/// <summary>The settings of section <c>Billing:Brand</c>: what mails look like.</summary>
public sealed partial class BrandOptions
{
    /// <summary>The colour of buttons, as <c>#rrggbb</c>.</summary>
    public string Colour { get; set; } = "#2350d2";

    /// <summary>Whether the colour can be used as it is.</summary>
    internal bool IsValid => Hexadecimal().IsMatch(Colour);

    /// <summary>The colour of words on the colour: white, or black where white could not be read (WCAG 2, relative luminance).</summary>
    internal string TextColour => Luminance() > 0.18 ? "#000000" : "#ffffff";

    private double Luminance() => (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));

    private double Channel(int start)
    {
        double value = Convert.ToInt32(Colour.Substring(start, 2), 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hexadecimal();
}
