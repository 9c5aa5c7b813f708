using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;

namespace Billing.BrowserTests;

public sealed class SubscribeTests : Journey
{
    [Test]
    public async Task A_stranger_subscribes_and_sees_the_new_plan_at_once_and_one_payment()
    {
        await GoToAsync("/");
        await Link("Choose Pro").ClickAsync();
        await Page.GetByLabel("E-mail").FillAsync($"{Guid.NewGuid():N}@example.com");
        await PasswordField().FillAsync(Password);
        await Button("Create account").ClickAsync();
        await Page.WaitForURLAsync(CheckoutAddress());
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");
        await Link("Go to your plan").ClickAsync();
        await ExpectTextAsync("Pro, monthly");
        await ExpectTextAsync("Active");
        await ExpectPaymentsAsync(1);
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("$19.00");
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("Succeeded");
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("4242");
        await ExpectTextAsync("1–1 of 1");
    }

    [Test]
    public async Task Paying_by_the_year_is_one_click()
    {
        await RegisterAsync();
        await Page.GetByText("Yearly").ClickAsync();
        await UpgradeAsync();
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");
        await ExpectTextAsync("$190.00 a year");
    }

    [Test]
    public async Task After_a_declined_card_a_good_one_pays()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await PayAtCheckoutAsync("Declined");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("declined");
        ExpectAnswer(402);
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");
        await ExpectPaymentsAsync(1);
    }

    [Test]
    public async Task A_card_with_3D_Secure_pays_after_the_challenge()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await PayAtCheckoutAsync("3-D Secure");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("complete", RegexOptions.IgnoreCase) }).ClickAsync();
        await ExpectHeadingAsync("You are on Pro");
    }

    [Test]
    public async Task Leaving_the_checkout_charges_nothing()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await Page.Locator("a[href*='/checkout/cancel']").First.ClickAsync();
        await ExpectHeadingAsync("Nothing was charged");
        await Link("Back to the plans").ClickAsync();
        await ExpectTextAsync("You are on the free plan");
        await Assertions.Expect(Button("Upgrade Now to Pro")).ToBeEnabledAsync();
    }

    [Test]
    public async Task A_double_click_on_Upgrade_makes_one_checkout()
    {
        await RegisterAsync();
        var before = await CheckoutsAsync();
        var posts = 0;
        Page.Request += (_, request) => posts += request.Method == "POST" && request.Url.EndsWith("/v1/billing/checkout-session", StringComparison.Ordinal) ? 1 : 0;
        await Button("Upgrade Now to Pro").DblClickAsync();
        await Page.WaitForURLAsync(CheckoutAddress());
        posts.ShouldBe(1);
        (await CheckoutsAsync() - before).ShouldBe(1);
    }

    [Test]
    public async Task Back_from_the_payment_page_leaves_the_plans_ready_to_be_chosen_again()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await Page.GoBackAsync();
        await ExpectHeadingAsync("Subscription");
        await Assertions.Expect(Button("Upgrade Now to Pro")).ToBeEnabledAsync();
    }

    /// <summary>How many checkouts Stripe was asked to make.</summary>
    private static async Task<int> CheckoutsAsync()
    {
        using var stripe = new HttpClient { BaseAddress = Sandbox.Stripe };
        var requests = await stripe.GetFromJsonAsync<JsonElement>("/_simulator/requests");
        return Regex.Count(requests.GetRawText(), "\"path\":\\s*\"/v1/checkout/sessions\"");
    }
}
