using System.Data;
using Billing.Application.Abstractions;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

public sealed class PersistenceRegistrationTests
{
    [Test]
    public void SQLite_is_the_default()
    {
        using ServiceProvider provider = Provide(("ConnectionStrings:Billing", "Data Source=billing.db"));
        using IServiceScope scope = provider.CreateScope();
        scope.ServiceProvider.GetRequiredService<IBillingDbContext>().ShouldBeOfType<SqliteBillingDbContext>()
            .ShouldBeSameAs(scope.ServiceProvider.GetRequiredService<BillingDbContext>());
        scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().ShouldNotBeNull();
        provider.GetRequiredService<SqliteWriteGate>().ShouldBeSameAs(scope.ServiceProvider.GetRequiredService<SqliteWriteGate>());
    }

    /// <summary>What is acknowledged rests on it: the worker's contexts go back to the pool that requests take theirs from.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_context_that_was_relaxed_comes_back_durable_and_closed(bool asynchronously)
    {
        using TestDatabase database = await TestDatabase.MigratedAsync();
        await using ServiceProvider provider = Provide(("ConnectionStrings:Billing", $"Data Source={database.File}"));
        AsyncServiceScope first = provider.CreateAsyncScope();
        BillingDbContext relaxed = first.ServiceProvider.GetRequiredService<BillingDbContext>();
        await relaxed.UseRelaxedDurabilityAsync(default);
        await relaxed.UseRelaxedDurabilityAsync(default);
        (await relaxed.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync()).ShouldBe(1);
        if (asynchronously)
        {
            await first.DisposeAsync();
        }
        else
        {
            first.Dispose();
        }

        AsyncServiceScope second = provider.CreateAsyncScope();
        BillingDbContext again = second.ServiceProvider.GetRequiredService<BillingDbContext>();
        again.ShouldBeSameAs(relaxed);
        again.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed);
        (await again.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync()).ShouldBe(2);
        again.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed);

        await again.Database.OpenConnectionAsync();
        await second.DisposeAsync();
        await using AsyncServiceScope third = provider.CreateAsyncScope();
        BillingDbContext owner = third.ServiceProvider.GetRequiredService<BillingDbContext>();
        owner.ShouldBeSameAs(relaxed);
        owner.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed, "what was left open is closed by the pool, as ever");
        SqliteConnection.ClearAllPools();
    }

    [Test]
    public void SQL_Server_comes_without_MARS_and_tries_again()
    {
        using ServiceProvider provider = Provide(
            ("Database:Provider", "SqlServer"), ("ConnectionStrings:Billing", "Server=none;MultipleActiveResultSets=true"));
        using IServiceScope scope = provider.CreateScope();
        BillingDbContext db = scope.ServiceProvider.GetRequiredService<BillingDbContext>().ShouldBeOfType<SqlServerBillingDbContext>();
        new SqlConnectionStringBuilder(db.Database.GetConnectionString()).MultipleActiveResultSets.ShouldBeFalse();
        db.Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBeTrue();
    }

    [Test]
    public async Task SQL_Server_is_left_alone_at_start_unless_asked_for()
    {
        await using ServiceProvider provider = Provide(("Database:Provider", "SqlServer"), ("ConnectionStrings:Billing", "Server=none;Connect Timeout=1"));
        using IServiceScope scope = provider.CreateScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAtStartAsync(default);
    }

    [Test]
    public void Without_a_connection_string_it_says_which_setting_is_missing() =>
        Should.Throw<OptionsValidationException>(() => Provide()).Message.ShouldContain("ConnectionStrings:Billing");

    [TestCase("Sqlite")]
    [TestCase("SqlServer")]
    public void A_connection_string_that_cannot_be_read_is_named_and_not_repeated(string provider)
    {
        string message = Should.Throw<OptionsValidationException>(
            () => Provide(("Database:Provider", provider), ("ConnectionStrings:Billing", "Nonsense=1;Password=hidden"))).Message;

        message.ShouldContain("ConnectionStrings:Billing");
        message.ShouldNotContain("hidden");
    }

    private static ServiceProvider Provide(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddPersistence(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build())
        .BuildServiceProvider();
}
