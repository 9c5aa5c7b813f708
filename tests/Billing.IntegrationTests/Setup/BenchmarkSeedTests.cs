using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

/// <summary>The database that docs/performance.md is measured on: it is filled by hand-written SQL, which has to follow the tables.</summary>
public sealed class BenchmarkSeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
            await SeedAsync(folder);
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

    private static async Task SeedAsync(string folder)
    {
        string program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Billing.Benchmarks", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Billing.Benchmarks.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "seed", "--users", "3", "--history", "120", "--data", folder])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process seed = Process.Start(start)!;
        Task<string> errors = seed.StandardError.ReadToEndAsync();
        Task<string> output = seed.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Patience);
        await using CancellationTokenRegistration killing = deadline.Token.Register(() => seed.Kill());
        await seed.WaitForExitAsync(CancellationToken.None);
        seed.ExitCode.ShouldBe(0, await output + await errors);
    }
}
