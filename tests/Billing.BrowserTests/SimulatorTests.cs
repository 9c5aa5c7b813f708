using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

public sealed class SimulatorTests : Journey
{
    [Test]
    public async Task The_simulator_lists_its_events_with_their_deliveries_and_sends_one_again()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");

        await Page.GotoAsync(Sandbox.Stripe.ToString());
        await Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "checkout.session.completed" }).First.ClickAsync();
        await ExpectHeadingAsync("checkout.session.completed");
        var attempts = Page.Locator("tbody tr");
        await Assertions.Expect(attempts).ToHaveCountAsync(1);
        await Assertions.Expect(attempts.First).ToContainTextAsync("answered 200");
        await Button("Send again").ClickAsync();
        await ExpectTextAsync("It is being sent again.");
        using var client = new HttpClient();
        await WaitForAsync(
            async () =>
            {
                var page = await client.GetStringAsync(Page.Url);
                return Regex.Count(page, "answered 200") == 2 ? page : null;
            },
            "the second delivery");
        await ExpectPaymentsAsync(1);
    }
}
