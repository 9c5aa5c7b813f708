using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

/// <summary>Puts rows into a real SQLite file by plain SQL, past everything that EF or the entities would refuse first.</summary>
public sealed partial class UniqueIndexTests
{
    private TestDatabase _database = null!;
    private SqliteConnection _connection = null!;
    private int _counter;

    [OneTimeSetUp]
    public async Task MigrateAsync()
    {
        _database = await TestDatabase.MigratedAsync();
        _connection = new SqliteConnection($"Data Source={_database.File};Foreign Keys=False;Pooling=False");
        await _connection.OpenAsync();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Test]
    public void Unique_indexes_are_those_of_the_design() =>
        Query("SELECT sql FROM sqlite_schema WHERE sql LIKE 'CREATE UNIQUE INDEX%'")
            .Select(sql => IndexText().Replace(sql, "$1($2)$3").Replace("\"", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ShouldBe(Schema.UniqueIndexes.Order(StringComparer.Ordinal));

    [TestCaseSource(typeof(Schema), nameof(Schema.UniqueIndexes))]
    public void A_second_row_is_refused_and_a_row_outside_the_filter_is_not(string index)
    {
        Match parts = IndexParts().Match(index);
        string table = parts.Groups["table"].Value;
        string[] columns = [.. parts.Groups["columns"].Value.Split(", ").Select(c => c.Split(' ')[0])];
        (Dictionary<string, object?> inside, Dictionary<string, object?>? outside) = FilterValues(parts.Groups["filter"].Value);

        Dictionary<string, object?> first = Row(table, inside);
        Insert(table, first);

        Dictionary<string, object?> second = Row(table, inside);
        Array.ForEach(columns, c => second[c] = first[c]);
        Should.Throw<SqliteException>(() => Insert(table, second)).SqliteExtendedErrorCode.ShouldBeOneOf(2067, 1555);

        Dictionary<string, object?> other = Row(table, inside);
        Insert(table, other);

        if (outside is not null)
        {
            Dictionary<string, object?> third = Row(table, inside);
            Array.ForEach(columns, c => third[c] = first[c]);
            foreach ((string column, object? value) in outside)
            {
                third[column] = value;
            }

            Insert(table, third);
        }
    }

    /// <summary>Values with which a row is in the filtered index, and such with which it is not.</summary>
    private static (Dictionary<string, object?> Inside, Dictionary<string, object?>? Outside) FilterValues(string filter) => filter switch
    {
        "" => ([], null),
        "is_primary = 1" or "is_current = 1" => (new() { [filter[..^4]] = 1 }, new() { [filter[..^4]] = 0 }),
        "status = 'creating'" => (new() { ["status"] = "creating" }, new() { ["status"] = "succeeded" }),
        "status IN ('creating', 'open')" => (new() { ["status"] = "open" }, new() { ["status"] = "expired" }),
        _ when filter.EndsWith(" IS NOT NULL", StringComparison.Ordinal) => ([], new() { [filter[..^12]] = null }),
        _ => throw new InvalidOperationException($"The test does not know the filter {filter}."),
    };

    /// <summary>A row whose every value is unlike that of any other row, but for the given ones.</summary>
    private Dictionary<string, object?> Row(string table, Dictionary<string, object?> given)
    {
        var row = new Dictionary<string, object?>(given);
        foreach (string column in Query($"SELECT name FROM pragma_table_info('{table}')"))
        {
            // Filters on flags other than the given one are kept out of the way.
            row.TryAdd(column, column.StartsWith("is_", StringComparison.Ordinal) ? 0 : string.Create(CultureInfo.InvariantCulture, $"{column}-{++_counter}"));
        }

        return row;
    }

    private void Insert(string table, Dictionary<string, object?> row)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", row.Keys.Select(k => $"\"{k}\""))}) VALUES ({string.Join(", ", row.Keys.Select(k => $"${k}"))})";
        foreach ((string column, object? value) in row)
        {
            command.Parameters.AddWithValue($"${column}", value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private List<string> Query(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    [GeneratedRegex("""^CREATE UNIQUE INDEX "\w+" ON ("\w+") \(([^)]*)\)(.*)$""")]
    private static partial Regex IndexText();

    [GeneratedRegex(@"^(?<table>\w+)\((?<columns>[^)]*)\)(?: WHERE (?<filter>.*))?$")]
    private static partial Regex IndexParts();
}
