using System.Globalization;
using System.Text;

namespace Billing.StripeSimulator.Checkout;

/// <summary>A PDF of one page with a title and lines of one width: enough for a download link to lead to a real file.</summary>
internal static class TextPdf
{
    private const int Width = 76;

    /// <summary>A line with something at the left, shortened if it must be, and something at the right.</summary>
    public static string Columns(string left, string right)
    {
        var room = Width - right.Length - 2;
        return (left.Length > room ? left[..(room - 3)] + "..." : left).PadRight(room + 2) + right;
    }

    /// <summary>The bytes of the file. Characters that Western European text does not have become question marks.</summary>
    public static byte[] Create(string title, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(line => $"({Escape(line)}) Tj T*\n"));
        var content = $"BT /F1 20 Tf 72 770 Td ({Escape(title)}) Tj ET\nBT /F2 10 Tf 16 TL 72 736 Td\n{text}ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>As a string of a PDF; the few characters of Windows-1252 that Latin-1 lacks are written as the bytes they have there.</summary>
    private static string Escape(string line) => line
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("(", "\\(", StringComparison.Ordinal)
        .Replace(")", "\\)", StringComparison.Ordinal)
        .Replace('€', '\u0080')
        .Replace('–', '\u0096')
        .Replace('•', '\u0095');
}
