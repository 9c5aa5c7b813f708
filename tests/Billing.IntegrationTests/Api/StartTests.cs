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
    [TestCase("Stripe__ApiKey", "sk_test_...", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "sk_test_xxxxxxxx", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "sk_test_changeme", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "sk_test_your_key_here", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "changeme", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "pk_test_integrationtests4711", "Stripe:ApiKey")]
    [TestCase("Stripe__ApiKey", "sk_live_integrationtests4711", "Stripe:ApiKey")]
    [TestCase("Stripe__WebhookSecrets__0", "", "Stripe:WebhookSecrets:0")]
    [TestCase("Stripe__WebhookSecrets__0", "whsec_...", "Stripe:WebhookSecrets:0")]
    [TestCase("Stripe__WebhookSecrets__1", "", "Stripe:WebhookSecrets:1")]
    [TestCase("Stripe__PublishableKey", "pk_test_...", "Stripe:PublishableKey")]
    [TestCase("Stripe__PublishableKey", "pk_live_integrationtests4711", "Stripe:PublishableKey")]
    [TestCase("Stripe__ApiBase", "api.stripe.com", "Stripe:ApiBase")]
    [TestCase("Stripe__ApiBase", "http://stripe.example.com", "Stripe:ApiBase")]
    [TestCase("Stripe__ApiBase", "https://stripe.example.com/v1", "Stripe:ApiBase")]
    [TestCase("Stripe__MaxCallsPerSecond", "0", "Stripe:MaxCallsPerSecond")]
    [TestCase("Jwt__SigningKey", "", "Jwt:SigningKey")]
    [TestCase("Jwt__SigningKey", "0123456789012345678901234567890", "Jwt:SigningKey")]
    [TestCase("Jwt__SigningKey", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Jwt:SigningKey")]
    [TestCase("Jwt__Issuer", " ", "Jwt:Issuer")]
    [TestCase("Billing__AllowedReturnOrigins__0", "app.example.com", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing__AllowedReturnOrigins__0", "https://app.example.com/path", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing__AllowedReturnOrigins__0", "http://app.example.com", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing__Amounts__usd__Minimum", "0", "Billing:Amounts:usd")]
    [TestCase("RateLimits__Login__Permits", "0", "RateLimits:Login")]
    [TestCase("RateLimits__Login__Permits", "many", "RateLimits:Login:Permits")]
    [TestCase("Proxy__Trusted__0", "everybody", "Proxy:Trusted:0")]
    [TestCase("ConnectionStrings__Billing", " ", "ConnectionStrings:Billing")]
    [TestCase("ConnectionStrings__Billing", "Data Source=/nowhere/at/all/billing.db", "ConnectionStrings:Billing")]
    [TestCase("Database__Provider", "Oracle", "Database:Provider")]
    public async Task A_setting_that_cannot_work_is_named_in_one_line(string setting, string value, string named)
    {
        using var start = new ApiProcess("Development", new Dictionary<string, string>(Good) { [setting] = value }, "--urls", "http://127.0.0.1:0");
        var end = await start.EndAsync();
        end.ShouldBeOneLineNaming(named);
        if (value.Length > 8)
        {
            (end.Output + end.Errors).ShouldNotContain(setting.Contains("Key", StringComparison.Ordinal) ? value : "\u0000");
        }
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
