using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Billing.BrowserTests;

/// <summary>A person on their way through the product.</summary>
public abstract partial class Journey : BrowserTest
{
    /// <summary>A password that is long enough.</summary>
    protected const string Password = "correct horse battery";

    /// <summary>The address of the account that <see cref="RegisterAsync"/> opened.</summary>
    protected string Email { get; private set; } = "";

    /// <summary>Opens an account and arrives at the subscription page.</summary>
    protected async Task RegisterAsync()
    {
        Email = $"{Guid.NewGuid():N}@example.com";
        await GoToAsync("/register");
        await Page.GetByLabel("E-mail").FillAsync(Email);
        await PasswordField().FillAsync(Password);
        await Button("Create account").ClickAsync();
        await ExpectHeadingAsync("Subscription");
    }

    /// <summary>Signs in on the page that is open.</summary>
    protected async Task SignInAsync(string password = Password)
    {
        await Page.GetByLabel("E-mail").FillAsync(Email);
        await PasswordField().FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>The password's field, and not the button that shows it.</summary>
    protected ILocator PasswordField(string name = "Password") => Page.GetByLabel(name, new PageGetByLabelOptions { Exact = true });

    /// <summary>From the subscription page to Stripe's payment page.</summary>
    protected async Task UpgradeAsync(string plan = "Pro")
    {
        await Button($"Upgrade Now to {plan}").ClickAsync();
        await Page.WaitForURLAsync(CheckoutAddress());
    }

    /// <summary>Pays on Stripe's page with one of its test cards, by the word on its button.</summary>
    protected async Task PayAtCheckoutAsync(string card)
    {
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = card }).First.ClickAsync();
        await Page.Locator("#pay").ClickAsync();
    }

    /// <summary>Text on the page.</summary>
    protected Task ExpectTextAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>The rows of the payment history, once there are so many.</summary>
    protected async Task ExpectPaymentsAsync(int count)
    {
        await GoToAsync("/billing/history");
        await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(count);
    }

    [GeneratedRegex("/c/pay/")]
    protected static partial Regex CheckoutAddress();
}
