using System.Text.RegularExpressions;
using Billing.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

/// <summary>Reads the script that makes the database on SQL Server, so that no server is needed to see what it makes.</summary>
public sealed partial class SqlServerSchemaTests
{
    private static readonly string Script = MakeScript();

    [Test]
    public void Stripe_ids_hashes_and_codes_are_compared_byte_by_byte()
    {
        string[] others = [.. Columns().Where(c => c.Type.StartsWith("varchar", StringComparison.Ordinal) && !c.Type.EndsWith("COLLATE Latin1_General_100_BIN2", StringComparison.Ordinal)).Select(c => c.Name)];
        others.ShouldBeEmpty();

        Columns().Where(c => c.Name.Contains(".stripe_", StringComparison.Ordinal)).ShouldAllBe(c => c.Type == "varchar(255) COLLATE Latin1_General_100_BIN2");
        Columns().Where(c => c.Name.EndsWith("_hash", StringComparison.Ordinal) && c.Name != "users.password_hash")
            .ShouldAllBe(c => c.Type == "varchar(128) COLLATE Latin1_General_100_BIN2");
        Columns().Where(c => c.Name.EndsWith("status", StringComparison.Ordinal)).ShouldAllBe(c => c.Type == "varchar(32) COLLATE Latin1_General_100_BIN2");
        Columns().Where(c => c.Name.EndsWith("currency", StringComparison.Ordinal)).ShouldAllBe(c => c.Type == "varchar(3) COLLATE Latin1_General_100_BIN2");
    }

    [TestCase("stripe_events.id", "varchar(255) COLLATE Latin1_General_100_BIN2")]
    [TestCase("stripe_events.lane", "varchar(255) COLLATE Latin1_General_100_BIN2")]
    [TestCase("stripe_events.object_id", "varchar(255) COLLATE Latin1_General_100_BIN2")]
    [TestCase("stripe_event_payloads.body", "varbinary(max)")]
    [TestCase("stripe_events.lease_token", "uniqueidentifier")]
    [TestCase("payment_transactions.id", "uniqueidentifier")]
    [TestCase("payment_transactions.amount_cents", "bigint")]
    [TestCase("payment_transactions.metadata", "nvarchar(max)")]
    [TestCase("payment_transactions.description", "nvarchar(4000)")]
    [TestCase("payment_transactions.created_at", "datetime2")]
    [TestCase("payment_transactions.version", "int")]
    [TestCase("refresh_tokens.hash", "binary(32)")]
    [TestCase("plans.code", "varchar(64) COLLATE Latin1_General_100_BIN2")]
    [TestCase("users.normalized_email", "nvarchar(256)")]
    public void Columns_have_their_types(string column, string type) => Columns().Single(c => c.Name == column).Type.ShouldBe(type);

    [Test]
    public void Unique_indexes_are_those_of_the_design() =>
        UniqueIndexes().Order(StringComparer.Ordinal).ShouldBe(Schema.UniqueIndexes.Order(StringComparer.Ordinal));

    [Test]
    public void Keys_over_UUIDs_are_not_clustered_and_tables_with_many_rows_are_clustered_as_they_are_read()
    {
        foreach (Match key in PrimaryKey().Matches(Script))
        {
            string column = key.Groups["columns"].Value.Split(',')[0].Trim('[', ']', ' ');
            string type = Columns().Single(c => c.Name == $"{TableAt(key.Index)}.{column}").Type;
            key.Groups["kind"].Value.ShouldBe(type == "uniqueidentifier" || TableAt(key.Index) == "stripe_events" ? "NONCLUSTERED " : "", key.Value);
        }

        ClusteredIndex().Matches(Script).Select(m => m.Groups["on"].Value.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)).ShouldBe(
        [
            "audit_entries (created_at)",
            "idempotency_keys (created_at)",
            "invoices (user_id, created_at DESC, id DESC)",
            "payment_transactions (user_id, created_at DESC, id DESC)",
            "stripe_events (received_at, id)",
        ], ignoreOrder: true);
    }

    [Test]
    public void The_only_cascades_are_the_two_that_were_asked_for() =>
        ForeignKeys().Where(k => k.OnDelete != "").ShouldBe(
        [
            new ForeignKey("payment_transactions", "subscription_id", "user_subscriptions", "SET NULL"),
            new ForeignKey("payment_transactions", "user_id", "users", "CASCADE"),
        ], ignoreOrder: true);

    /// <summary>SQL Server counts CASCADE and SET NULL alike and refuses a table that two such paths reach (error 1785).</summary>
    [Test]
    public void No_table_is_reached_by_two_cascade_paths()
    {
        ForeignKeys().Length.ShouldBe(Regex.Count(Script, "FOREIGN KEY"), "every key is read");
        ILookup<string, ForeignKey> cascadesFrom = ForeignKeys().Where(k => k.OnDelete != "").ToLookup(k => k.References);
        foreach (string root in ForeignKeys().Select(k => k.References).Distinct())
        {
            List<string> reached = [];
            Follow(root);
            reached.ShouldBeUnique($"from {root}");

            void Follow(string table)
            {
                reached.Count.ShouldBeLessThan(100, $"a cycle of cascades from {root}");
                foreach (ForeignKey key in cascadesFrom[table])
                {
                    reached.Add(key.Table);
                    Follow(key.Table);
                }
            }
        }
    }

    [Test]
    public void Nothing_is_merged() => Script.ShouldNotContain("MERGE");

    [Test]
    public void Filters_use_no_brackets_so_that_they_work_on_SQLite_too() =>
        Filter().Matches(Script).Select(m => m.Value).ShouldAllBe(filter => !filter.Contains('['));

    private static string MakeScript()
    {
        using SqlServerBillingDbContext db = new SqlServerBillingDbContext.Factory().CreateDbContext([]);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    private static IEnumerable<(string Name, string Type)> Columns() =>
        from table in CreateTable().Matches(Script)
        from column in Column().Matches(table.Groups["body"].Value)
        select ($"{table.Groups["table"].Value}.{column.Groups["name"].Value}", column.Groups["type"].Value);

    /// <summary>One that a later migration makes anew counts as it is then.</summary>
    private static IEnumerable<string> UniqueIndexes() => UniqueIndex().Matches(Script).GroupBy(m => m.Groups["name"].Value).Select(g => g.Last()).Select(m =>
        $"{m.Groups["table"].Value}({m.Groups["columns"].Value}){m.Groups["filter"].Value}"
            .Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("''", "'", StringComparison.Ordinal));

    private static ForeignKey[] ForeignKeys() =>
        [.. ForeignKeyClause().Matches(Script).Select(m => new ForeignKey(
            TableAt(m.Index), m.Groups["column"].Value, m.Groups["references"].Value, m.Groups["action"].Value))];

    private static string TableAt(int index) => CreateTable().Matches(Script).Last(m => m.Index < index).Groups["table"].Value;

    private sealed record ForeignKey(string Table, string Column, string References, string OnDelete);

    [GeneratedRegex(@"CREATE TABLE \[(?<table>\w+)\] \((?<body>.*?)\n\s*\);", RegexOptions.Singleline)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^\s*\[(?<name>\w+)\] (?<type>.+?)(?: NOT)? NULL(?: IDENTITY)?,?\s*$", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex(@"PRIMARY KEY (?<kind>NONCLUSTERED )?\((?<columns>[^)]*)\)")]
    private static partial Regex PrimaryKey();

    [GeneratedRegex(@"CREATE UNIQUE (?:CLUSTERED )?INDEX \[(?<name>\w+)\] ON \[(?<table>\w+)\] \((?<columns>[^)]*)\)(?<filter> WHERE [^;]*?)?(?:'\))?;")]
    private static partial Regex UniqueIndex();

    [GeneratedRegex(@"CREATE (?:UNIQUE )?CLUSTERED INDEX \[\w+\] ON (?<on>[^;]*);")]
    private static partial Regex ClusteredIndex();

    [GeneratedRegex(@"FOREIGN KEY \(\[(?<column>\w+)\]\) REFERENCES \[(?<references>\w+)\] \(\[\w+\]\)(?: ON DELETE (?<action>CASCADE|SET NULL|NO ACTION))?")]
    private static partial Regex ForeignKeyClause();

    [GeneratedRegex(@"(?<=\) )WHERE [^;]*")]
    private static partial Regex Filter();
}
