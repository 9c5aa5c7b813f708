using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

public sealed class OneTimePaymentTests : Journey
{
    private IFrameLocator CardForm => Page.FrameLocator("iframe");

    [Test]
    public async Task Yen_are_paid_as_yen_and_show_in_the_history()
    {
        await BeginAsync("12,500", "jpy");
        await PayAsync("Succeeds", "¥12,500");
        await ExpectHeadingAsync("Payment complete");
        await ExpectPaymentsAsync(1);
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("¥12,500");
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("Extra onboarding hour");
    }

    [Test]
    public async Task After_a_declined_card_another_pays_the_same_payment()
    {
        await BeginAsync("20", "usd");
        await PayAsync("Declined", "$20.00");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was charged");
        ExpectAnswer(402);
        await PayAsync("Mastercard", "$20.00");
        await ExpectHeadingAsync("Payment complete");
        await ExpectPaymentsAsync(1);
    }

    [TestCase("complete", "Payment complete")]
    [TestCase("fail", "The payment did not go through")]
    public async Task A_card_with_3D_Secure_comes_back_to_the_result(string answer, string heading)
    {
        await BeginAsync("20", "eur");
        await PayAsync("3-D Secure", "€20.00");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex(answer, RegexOptions.IgnoreCase) }).ClickAsync();
        await ExpectHeadingAsync(heading);
    }

    [Test]
    public async Task An_amount_the_currency_does_not_have_is_told_at_its_field()
    {
        await RegisterAsync();
        await GoToAsync("/billing/pay");
        await Page.GetByLabel("Amount").FillAsync("12.50");
        await Page.GetByLabel("Currency").SelectOptionAsync("jpy");
        await Button("Continue to payment").ClickAsync();
        await ExpectTextAsync("This is no amount of that currency.");
        await Assertions.Expect(Page.GetByLabel("Amount")).ToBeFocusedAsync();
    }

    private async Task BeginAsync(string amount, string currency)
    {
        await RegisterAsync();
        await GoToAsync("/billing/pay");
        await Page.GetByLabel("Amount").FillAsync(amount);
        await Page.GetByLabel("Currency").SelectOptionAsync(currency);
        await Page.GetByLabel("What it is for").FillAsync("Extra onboarding hour");
        await Button("Continue to payment").ClickAsync();
    }

    private async Task PayAsync(string card, string amount)
    {
        await CardForm.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = card, Exact = true }).ClickAsync();
        await Button($"Pay {amount}").ClickAsync();
    }
}
