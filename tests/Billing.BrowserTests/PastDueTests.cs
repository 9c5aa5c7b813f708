using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

/// <summary>A renewal that does not go through, and what the person does about it.</summary>
public sealed class PastDueTests : Journey
{
    [Test]
    public async Task A_renewal_that_fails_is_paid_on_the_invoices_page_and_the_plan_is_active_again()
    {
        await SubscribeAsync(card: "Fails on renewal");
        await AdvanceAsync(32);
        var warning = Page.GetByText("Your last payment did not go through");
        await ReloadUntilAsync("/account/subscription", warning, "the failed renewal");
        await ExpectTextAsync("Past due");
        await Assertions.Expect(Link("Pay now: $19.00")).ToBeVisibleAsync();
        await CheckThisAsync("the plan with a payment past due");
        await Button("Update card").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Card number")).ToBeVisibleAsync();
        await CheckThisAsync("the card in the portal");
        await GoToAsync("/billing/invoices");
        await Assertions.Expect(Rows.First).ToContainTextAsync("Open");
        await CheckThisAsync("the invoices with an open one");

        await GoToAsync("/account/subscription");
        await Link("Pay now: $19.00").ClickAsync();
        await CheckThisAsync("the page of an open invoice");
        await PayAtCheckoutAsync("Succeeds");
        await ExpectTextAsync("Invoice paid");
        await CheckThisAsync("the page of a paid invoice");

        await ReloadUntilAsync("/account/subscription", Page.GetByText("Active", new PageGetByTextOptions { Exact = true }), "the active plan");
        await Assertions.Expect(warning).ToHaveCountAsync(0);
        await GoToAsync("/billing/invoices");
        await Assertions.Expect(Rows.Filter(new LocatorFilterOptions { HasText = "Paid" })).ToHaveCountAsync(2);
    }
}
