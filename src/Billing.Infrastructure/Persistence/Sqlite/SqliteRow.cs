using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The row at which a reader stands, read by SQLite's own functions, one call for a column. The reader itself asks for the type of a value
/// before it asks for the value, and reads times by the rules of cultures: a tenth of what a page of a history costs (docs/performance.md).
/// </summary>
internal readonly ref struct SqliteRow(SqliteDataReader reader)
{
    private const int LengthOfWholeSeconds = 19;
    private const int DecimalsOfTicks = 7;

    private readonly sqlite3_stmt _statement = reader.Handle ?? throw new InvalidOperationException("The reader has no statement.");

    /// <summary>A number that is there: SQLite gives 0 for one that is not.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A text that is there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public string Text(int column) => TextOrNull(column) ?? throw new FormatException("A text is null that must not be.");

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A UUID, as EF writes it.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public Guid Id(int column) => Guid.Parse(raw.sqlite3_column_blob(_statement, column));

    /// <summary>A time (UTC), as EF writes it.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public DateTime Time(int column) => TimeOrNull(column) ?? throw new FormatException("A time is null that must not be.");

    /// <summary>A time (UTC), or null.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public DateTime? TimeOrNull(int column)
    {
        ReadOnlySpan<byte> text = raw.sqlite3_column_blob(_statement, column);
        return text.IsEmpty ? null : ParseTime(text);
    }

    /// <summary>Reads <c>2026-01-31 12:34:56.1234567</c>, with as many decimals as it has, seven at most.</summary>
    private static DateTime ParseTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < LengthOfWholeSeconds)
        {
            throw new FormatException("A time is shorter than one.");
        }

        var time = new DateTime(
            Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), DateTimeKind.Utc);
        if (text.Length == LengthOfWholeSeconds)
        {
            return time;
        }

        ReadOnlySpan<byte> decimals = text[(LengthOfWholeSeconds + 1)..];
        if (decimals.Length > DecimalsOfTicks)
        {
            throw new FormatException("A time has more decimals than a tick.");
        }

        int ticks = Number(decimals);
        for (int i = decimals.Length; i < DecimalsOfTicks; i++)
        {
            ticks *= 10;
        }

        return time.AddTicks(ticks);
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
