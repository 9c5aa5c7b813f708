using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.IntegrationTests.Sandbox;
using Microsoft.Playwright;
using Shouldly;

namespace Billing.BrowserTests;

/// <summary>A person on their way through the product.</summary>
public abstract partial class Journey : BrowserTest
{
    /// <summary>A password that is long enough.</summary>
    protected const string Password = "correct horse battery";

    /// <summary>What sticks out on the right, where the page or a dialog scrolls sideways.</summary>
    private const string TooWide =
        """
        [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] > *')]
          .filter(box => box.scrollWidth > box.clientWidth)
          .flatMap(box => [box, ...box.querySelectorAll('*')].filter(element =>
            element.getBoundingClientRect().left + element.scrollWidth > box.getBoundingClientRect().left + box.clientWidth))
          .map(element => element.outerHTML.slice(0, 150))
        """;

    /// <summary>The address of the account that <see cref="RegisterAsync"/> opened.</summary>
    protected string Email { get; private set; } = "";

    /// <summary>The table's rows.</summary>
    protected ILocator Rows => Page.Locator("tbody tr");

    /// <summary>The question over the page.</summary>
    protected ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

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

    /// <summary>Opens an account, subscribes with a test card, and sees it on the subscription page.</summary>
    protected async Task SubscribeAsync(string plan = "Pro", string card = "Succeeds")
    {
        await RegisterAsync();
        await UpgradeAsync(plan);
        await PayAtCheckoutAsync(card);
        await ExpectHeadingAsync($"You are on {plan}");
        await Link("Go to your plan").ClickAsync();
        await ExpectHeadingAsync("Subscription");
    }

    /// <summary>Signs in on the page that is open.</summary>
    protected Task SignInAsync(string password = Password) => SignInAsync(Email, password);

    /// <summary>Signs in on the page that is open, as somebody.</summary>
    protected async Task SignInAsync(string email, string password)
    {
        await Page.GetByLabel("E-mail").FillAsync(email);
        await PasswordField().FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Leaves the account.</summary>
    protected async Task SignOutAsync()
    {
        await GoToAsync("/account/subscription");
        await Button("Sign out").ClickAsync();
        await ExpectHeadingAsync("Sign in");
    }

    /// <summary>Signs in as the sandbox's operator; nobody is signed in before.</summary>
    protected async Task SignInAsOperatorAsync()
    {
        await GoToAsync("/sign-in");
        await ExpectHeadingAsync("Sign in");
        await SignInAsync(SandboxProcess.OperatorEmail, SandboxProcess.DemoPassword);
        await ExpectHeadingAsync("Subscription");
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
        await Assertions.Expect(Rows).ToHaveCountAsync(count);
    }

    /// <summary>Looks at a page until it shows something: what Stripe does by itself arrives by webhook.</summary>
    protected Task ReloadUntilAsync(string path, ILocator shown, string what) => WaitForAsync(
        async () =>
        {
            await GoToAsync(path);
            await ExpectLoadedAsync();
            return await shown.IsVisibleAsync() ? shown : null;
        },
        what);

    /// <summary>Not while something is loading: skeletons and spinners are not the page.</summary>
    protected async Task ExpectLoadedAsync()
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true], .skeleton, .spinner:visible")).ToHaveCountAsync(0);
    }

    /// <summary>Axe finds nothing on the page as it is now, in both themes, and a phone's width is enough for it.</summary>
    protected async Task CheckThisAsync(string what)
    {
        await ExpectLoadedAsync();
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            (await Axe.FindAsync(Page)).ShouldBeEmpty($"{what}, {theme}");
        }

        var size = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(390, 844);
        (await Page.EvaluateAsync<string[]>(TooWide)).ShouldBeEmpty($"{what} scrolls sideways on a phone");
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Moves Stripe's clock; everything that is due until then happens.</summary>
    protected static async Task AdvanceAsync(double days)
    {
        using var client = new HttpClient { BaseAddress = Sandbox.Stripe };
        (await client.PostAsJsonAsync("/_simulator/clock/advance", new { days })).EnsureSuccessStatusCode();
    }

    /// <summary>Stripe's id of its newest object of a kind.</summary>
    protected static async Task<string> NewestAtStripeAsync(string kind) =>
        (await AskStripeAsync(HttpMethod.Get, $"/v1/{kind}?limit=1"))["data"]![0]!["id"]!.GetValue<string>();

    /// <summary>Calls Stripe's API.</summary>
    protected static async Task<JsonNode> AskStripeAsync(HttpMethod method, string path)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Sandbox.Stripe, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_browser");
        return JsonNode.Parse(await (await client.SendAsync(request)).Content.ReadAsStringAsync())!;
    }

    [GeneratedRegex("/c/pay/")]
    protected static partial Regex CheckoutAddress();
}
