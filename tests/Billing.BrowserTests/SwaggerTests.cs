using Billing.IntegrationTests.Sandbox;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;

namespace Billing.BrowserTests;

public sealed class SwaggerTests
{
    private string _folder = null!;
    private SandboxProcess _sandbox = null!;
    private Browser _browser = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("billing-browser-").FullName;
        _sandbox = await SandboxProcess.StartReadyAsync(_folder);
        _browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _browser.DisposeAsync();
        _sandbox.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Authorize_and_try_it_out_work_from_the_page()
    {
        (IPage page, IReadOnlyList<string> complaints) = await _browser.NewPageAsync();
        await page.GotoAsync(new Uri(_sandbox.Api, "/swagger").ToString());

        await page.Locator("button.authorize").First.ClickAsync();
        await page.Locator(".auth-container input").FillAsync(await _sandbox.TokenAsync());
        await page.Locator(".auth-btn-wrapper button.authorize").ClickAsync();
        await page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();

        ILocator me = page.Locator(".opblock").Filter(new LocatorFilterOptions { HasText = "/v1/users/me" });
        await me.Locator(".opblock-summary-control").ClickAsync();
        await me.Locator(".try-out__btn").ClickAsync();
        await me.Locator(".execute").ClickAsync();
        ILocator answer = me.Locator(".live-responses-table tbody .response-col_status").First;
        await Assertions.Expect(answer).ToContainTextAsync("200");
        await Assertions.Expect(me.Locator(".live-responses-table tbody .response-col_description").First).ToContainTextAsync(SandboxProcess.DemoEmail);

        complaints.ShouldBeEmpty();
    }
}
