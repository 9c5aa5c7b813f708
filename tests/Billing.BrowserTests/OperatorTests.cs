using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

/// <summary>An operator's pages, empty and with something on them; each is looked at by axe and at a phone's width.</summary>
public sealed class OperatorTests : Journey
{
    [Test]
    public async Task Who_pays_twice_is_an_alert_that_leads_to_the_second_subscription_which_is_ended_and_refunded()
    {
        await SubscribeAsync();
        var payer = Email;
        await Page.GotoAsync(new Uri(Sandbox.Stripe, $"/dashboard/objects/{await NewestAtStripeAsync("customers")}").ToString());
        await Button("Begin a subscription").ClickAsync();
        var second = await NewestAtStripeAsync("subscriptions");
        await SignOutAsync();
        await SignInAsOperatorAsync();
        var alert = Rows.Filter(new LocatorFilterOptions { HasText = second });
        await ReloadUntilAsync("/admin/alerts", alert, "the alert of a second subscription");
        await Assertions.Expect(alert).ToContainTextAsync("Second subscription");
        await CheckThisAsync("the alerts");

        await alert.GetByRole(AriaRole.Link).ClickAsync();
        await ExpectHeadingAsync("Duplicates");
        await Assertions.Expect(Rows.Filter(new LocatorFilterOptions { HasText = second })).ToContainTextAsync(payer);
        await CheckThisAsync("the duplicates");
        await Button($"Cancel and refund the second subscription of {payer}").ClickAsync();
        await Assertions.Expect(Dialog).ToContainTextAsync("The first subscription stays as it is.");
        await CheckThisAsync("the question before a duplicate is ended");
        await Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel and refund" }).ClickAsync();
        await ExpectTextAsync($"{second} has ended. $");
        await Assertions.Expect(Page.GetByText(payer)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Events_are_listed_filtered_and_opened()
    {
        await SubscribeAsync();
        await SignOutAsync();
        await SignInAsOperatorAsync();
        await GoToAsync("/admin/events");
        await Assertions.Expect(Rows.First).ToBeVisibleAsync();
        await CheckThisAsync("the events");
        await Page.GetByLabel("Type").FillAsync("checkout.session.completed");
        await Button("Filter").ClickAsync();
        await Page.WaitForURLAsync(new Regex("type=checkout.session.completed"));
        await Assertions.Expect(Rows.Filter(new LocatorFilterOptions { HasNotText = "checkout.session.completed" })).ToHaveCountAsync(0);
        await Rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await ExpectHeadingAsync("checkout.session.completed");
        await Assertions.Expect(Page.GetByText("Processed", new PageGetByTextOptions { Exact = true }).First).ToBeVisibleAsync();
        await CheckThisAsync("an event");
        await GoToAsync("/admin/events?type=no.such.event");
        await ExpectTextAsync("No events");
        await CheckThisAsync("no events");
    }

    [Test]
    public async Task A_comparison_with_Stripe_is_begun_and_its_result_told()
    {
        await SignInAsOperatorAsync();
        await GoToAsync("/admin/reconciliation");
        await ExpectTextAsync("No comparisons yet");
        await CheckThisAsync("no comparisons");
        await Button("Compare now").ClickAsync();
        await Assertions.Expect(Rows).ToContainTextAsync([new Regex("Nothing differed|All mended")]);
        await CheckThisAsync("a comparison");
    }
}
