using Billing.IntegrationTests.Sandbox;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

/// <summary>One sandbox and one browser for all tests; each test brings a user and a browser profile of its own.</summary>
[SetUpFixture]
public sealed class SandboxFixture
{
    /// <summary>Every test opens an account from the same address, and one of them begins the first comparison with Stripe.</summary>
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["Reconciliation__EveryHours"] = "0",
        ["RateLimits__Register__Permits"] = "10000",
        ["RateLimits__Login__Permits"] = "10000",
        ["RateLimits__Mail__Permits"] = "10000",
    };

    private static string? _folder;
    private static SandboxProcess? _sandbox;
    private static Browser? _browser;

    /// <summary>The product and the simulated Stripe.</summary>
    internal static SandboxProcess Sandbox => _sandbox ?? throw new InvalidOperationException("The sandbox has not been started.");

    /// <summary>Chromium.</summary>
    internal static Browser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // What is not there in five seconds may still be on its way on a machine that does other things too.
        Assertions.SetDefaultExpectTimeout(20_000);
        _folder = Directory.CreateTempSubdirectory("billing-browser-").FullName;
        _sandbox = await SandboxProcess.StartReadyAsync(_folder, Environment);
        _browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _sandbox?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
