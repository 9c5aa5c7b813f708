using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class StartTests
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["Stripe__ApiKey"] = "sk_test_integrationtests4711",
        ["Stripe__WebhookSecrets__0"] = "whsec_integrationtests4711",
        ["Jwt__SigningKey"] = BillingApp.SigningKey,
        ["ConnectionStrings__Billing"] = "Data Source=billing.db",
    };

    [TestCase("Stripe__ApiKey", "", "Stripe:ApiKey")]
    [TestCase("RateLimits__Login__Permits", "many", "RateLimits:Login:Permits")]
    [TestCase("ConnectionStrings__Billing", " ", "ConnectionStrings:Billing")]
    [TestCase("ConnectionStrings__Billing", "Data Source=/nowhere/at/all/billing.db", "ConnectionStrings:Billing")]
    [TestCase("Database__Provider", "Oracle", "Database:Provider")]
    public async Task A_setting_that_cannot_work_ends_the_start_with_one_line(string setting, string value, string named)
    {
        using var start = new ApiProcess("Development", new Dictionary<string, string>(Good) { [setting] = value }, "--urls", "http://127.0.0.1:0");
        (await start.EndAsync()).ShouldBeOneLineNaming(named);
    }

    [Test]
    public async Task All_settings_that_are_missing_are_in_that_line()
    {
        using var start = new ApiProcess("Development", new Dictionary<string, string>(), "--urls", "http://127.0.0.1:0");
        var end = await start.EndAsync();
        end.ShouldBeOneLineNaming("Stripe:ApiKey");
        end.ShouldBeOneLineNaming("Stripe:WebhookSecrets:0");
        end.ShouldBeOneLineNaming("Jwt:SigningKey");
    }

    [Test]
    public async Task A_live_key_is_fine_in_Production()
    {
        using var start = new ApiProcess(
            "Production", new Dictionary<string, string>(Good) { ["Stripe__ApiKey"] = "rk_live_integrationtests4711" }, "--urls", "http://127.0.0.1:0");
        await start.UntilListeningAsync();
        (await start.TerminateAsync()).ExitCode.ShouldBe(0);
    }

    [Test]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var start = new ApiProcess("Development", Good, "--urls", address);
        (await start.EndAsync()).ShouldBeOneLineNaming(address);
    }

    [Test]
    public async Task A_terminated_server_ends_well()
    {
        using var start = new ApiProcess("Development", Good, "--urls", "http://127.0.0.1:0");
        var address = await start.UntilListeningAsync();
        using var client = new HttpClient { BaseAddress = address };
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await start.TerminateAsync()).ExitCode.ShouldBe(0);
    }

    [Test]
    public async Task An_unknown_command_gets_the_usage()
    {
        using var start = new ApiProcess("Development", new Dictionary<string, string>(), "sing");
        var end = await start.EndAsync();
        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldContain("Usage:");
        end.Errors.ShouldContain("admin add EMAIL");
    }

    [Test]
    public async Task The_description_of_the_API_needs_no_settings()
    {
        using var start = new ApiProcess("Production", new Dictionary<string, string>(), "openapi", "api.json");
        (await start.EndAsync()).ExitCode.ShouldBe(0);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(start.Folder, "api.json")));
        document.RootElement.GetProperty("paths").TryGetProperty("/v1/auth/login", out _).ShouldBeTrue();
        Directory.GetFileSystemEntries(start.Folder).ShouldHaveSingleItem();
    }

    [Test]
    public async Task Migrating_makes_the_database_and_again_does_nothing()
    {
        using var start = new ApiProcess("Production", Good, "migrate");
        (await start.EndAsync()).Output.ShouldContain("Applied ");
        using var again = new ApiProcess("Production", Good, "migrate") { Folder = start.Folder };
        var end = await again.EndAsync();
        end.ExitCode.ShouldBe(0);
        end.Output.ShouldNotContain("Applied ");
    }

    [Test]
    public async Task The_first_operator_is_made_on_the_command_line()
    {
        using var start = new ApiProcess("Production", Good, "admin", "add", "ops@example.com");
        (await start.EndAsync()).Output.ShouldContain("Its password, shown this once: ");
        using var again = new ApiProcess("Production", Good, "admin", "add", "ops@example.com") { Folder = start.Folder };
        (await again.EndAsync()).Output.Trim().ShouldBe("ops@example.com is an operator now.");
        using var wrong = new ApiProcess("Production", Good, "admin", "add", "ops") { Folder = start.Folder };
        (await wrong.EndAsync()).ShouldBeOneLineNaming("e-mail address");
    }
}
