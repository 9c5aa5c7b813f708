using Billing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

[TestFixture]
public sealed class PreparedStatementsTests
{
    [Test]
    public void However_many_there_are_each_gives_its_own_result()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var statements = new PreparedStatements(connection);

        for (int i = 0; i < 600; i++)
        {
            statements.Read($"SELECT {i}").ShouldBe((long)i);
        }

        statements.Read("SELECT 0").ShouldBe(0L);
    }

    [Test]
    public void A_statement_is_run_with_the_values_of_this_time()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var statements = new PreparedStatements(connection);
        statements.Execute("CREATE TABLE numbers (value)");

        statements.Execute("INSERT INTO numbers VALUES ($p0)", 1).ShouldBe(1);
        statements.Execute("INSERT INTO numbers VALUES ($p0)", 2).ShouldBe(1);

        statements.Read("SELECT group_concat(value) FROM numbers").ShouldBe("1,2");
    }
}
