using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

/// <summary>The database that docs/performance.md is measured on: it is filled by hand-written SQL, which has to follow the tables.</summary>
public sealed class BenchmarkSeedTests
{
    [Test]
    public async Task The_application_runs_on_a_seeded_database_and_shows_its_history()
    {
        if (TestDatabase.IsOnSqlServer)
        {
            Assert.Ignore("The seed is a SQLite file.");
        }

        string folder = Directory.CreateTempSubdirectory("billing-seed-").FullName;
        try
        {
            await BenchmarksProgram.RunAsync("seed", "--users", "3", "--history", "120", "--data", folder);
            await using BillingApp app = await BillingApp.StartAsync(
                new Dictionary<string, string?> { ["ConnectionStrings:Billing"] = $"Data Source={Path.Combine(folder, "billing.db")};Pooling=False" });
            using HttpClient client = app.NewClient();
            using HttpResponseMessage login = await client.PostAsJsonAsync("/v1/auth/login", new { email = "bench0@example.com", password = "bench-password-1" });
            client.DefaultRequestHeaders.Authorization = new("Bearer", (await login.ReadAsync<TestSession>()).AccessToken);

            JsonObject page = (await client.GetFromJsonAsync<JsonObject>("/v1/billing/history?limit=50"))!;

            page["total"]!.GetValue<long>().ShouldBe(120);
            page["transactions"]!.AsArray().Count.ShouldBe(50);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
