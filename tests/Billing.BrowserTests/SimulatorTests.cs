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
        await Page.WaitForFunctionAsync(
            "async () => (await (await fetch(location.pathname)).text()).split('answered 200').length - 1 === 2",
            null,
            new PageWaitForFunctionOptions { PollingInterval = 200 });
        await ExpectPaymentsAsync(1);
    }
}
