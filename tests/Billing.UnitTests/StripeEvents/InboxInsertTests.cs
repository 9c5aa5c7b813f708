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
    public void The_insert_names_every_column_that_a_new_row_has(string insert)
    {
        using var db = new SqliteBillingDbContext.Factory().CreateDbContext([]);
        IEntityType inbox = db.Model.FindEntityType(typeof(InboxEvent))!;
        string table = inbox.GetTableName()!;
        IEnumerable<string> columns = inbox.GetProperties().Select(p => p.GetColumnName(StoreObjectIdentifier.Table(table))!);

        Match statement = Columns().Match(insert);

        statement.Groups["table"].Value.ShouldBe(table);
        statement.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries).ShouldBe(columns.Except(WorkersColumns), ignoreOrder: true);
    }

    [GeneratedRegex(@"INSERT INTO (?<table>\w+)\s*\((?<columns>[^)]*)\)")]
    private static partial Regex Columns();
}
