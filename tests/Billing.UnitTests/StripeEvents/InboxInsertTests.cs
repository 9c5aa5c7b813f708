using System.Text.RegularExpressions;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

/// <summary>The inbox writes its rows by hand; these follow the model.</summary>
public sealed partial class InboxInsertTests
{
    /// <summary>Empty until a worker has the event in hand.</summary>
    private static readonly string[] WorkersColumns = ["lease_token", "leased_until", "last_error"];

    [TestCase(SqliteEventInbox.Insert)]
    [TestCase(SqlServerEventInbox.Insert)]
    public void The_insert_names_every_column_that_a_new_row_has(string insert) => ShouldName<InboxEvent>(insert, WorkersColumns);

    [TestCase(SqliteEventInbox.InsertPayload)]
    [TestCase(SqlServerEventInbox.InsertPayload)]
    public void The_insert_of_the_body_names_every_column(string insert) => ShouldName<EventPayload>(insert, []);

    private static void ShouldName<TRow>(string insert, IEnumerable<string> butFor)
    {
        using var db = new SqliteBillingDbContext.Factory().CreateDbContext([]);
        IEntityType type = db.Model.FindEntityType(typeof(TRow))!;
        string table = type.GetTableName()!;
        IEnumerable<string> columns = type.GetProperties().Select(p => p.GetColumnName(StoreObjectIdentifier.Table(table))!);

        Match statement = Columns().Match(insert);

        statement.Groups["table"].Value.ShouldBe(table);
        statement.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries).ShouldBe(columns.Except(butFor), ignoreOrder: true);
    }

    [GeneratedRegex(@"INSERT INTO (?<table>\w+)\s*\((?<columns>[^)]*)\)")]
    private static partial Regex Columns();
}
