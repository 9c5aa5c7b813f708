using Billing.IntegrationTests.Sandbox;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

public sealed class SwaggerTests : BrowserTest
{
    [Test]
    public async Task Authorize_and_try_it_out_work_from_the_page()
    {
        await GoToAsync("/swagger");

        await Page.Locator("button.authorize").First.ClickAsync();
        await Page.Locator(".auth-container input").FillAsync(await Sandbox.TokenAsync());
        await Page.Locator(".auth-btn-wrapper button.authorize").ClickAsync();
        await Page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();

        ILocator me = Page.Locator(".opblock").Filter(new LocatorFilterOptions { HasText = "/v1/users/me" }).First;
        await me.Locator(".opblock-summary-control").ClickAsync();
        await me.Locator(".try-out__btn").ClickAsync();
        await me.Locator(".execute").ClickAsync();
        ILocator answer = me.Locator(".live-responses-table tbody .response-col_status").First;
        await Assertions.Expect(answer).ToContainTextAsync("200");
        await Assertions.Expect(me.Locator(".live-responses-table tbody .response-col_description").First).ToContainTextAsync(SandboxProcess.DemoEmail);
    }
}
