using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

/// <summary>Every page by axe, in both themes, and on a phone's width without sideways scrolling.</summary>
public sealed class AccessibilityTests : Journey
{
    [Test]
    public async Task The_pages_for_strangers()
    {
        await CheckAsync("/", "Choose your plan");
        await CheckAsync("/sign-in", "Sign in");
        await CheckAsync("/register", "Create your account");
        await CheckAsync("/forgot-password", "Reset your password");
        await CheckAsync("/reset-password#user=1&token=2", "Set a new password");
        await CheckAsync("/confirm-email", "This link is not whole");
        await CheckAsync("/nothing-here", "There is no such page");
    }

    [Test]
    public async Task The_pages_behind_the_sign_in_and_the_payment_page()
    {
        await RegisterAsync();
        await CheckAsync("/account/subscription", "Subscription");
        await CheckAsync("/billing/history", "Payment history");
        await CheckAsync("/billing/pay", "One-time payment");
        await CheckAsync("/checkout/cancel", "Nothing was charged");
        await GoToAsync("/account/subscription");
        await UpgradeAsync();
        await CheckThisAsync("the checkout");
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");
        await CheckThisAsync("the success page");
        await ExpectPaymentsAsync(1);
        await CheckThisAsync("the history with a payment");
        await CheckAsync("/account/subscription", "Subscription");
    }

    [Test]
    public async Task The_card_form_and_the_pages_of_the_sandbox()
    {
        await RegisterAsync();
        await GoToAsync("/billing/pay");
        await Page.GetByLabel("Amount").FillAsync("20");
        await Button("Continue to payment").ClickAsync();
        await Assertions.Expect(Button("Pay $20.00")).ToBeEnabledAsync();
        await CheckThisAsync("the card form");
        await GoToAsync("/_sandbox/mail");
        await CheckThisAsync("the mailbox");
        await Page.GotoAsync(Sandbox.Stripe.ToString());
        await CheckThisAsync("the simulator");
    }

    [Test]
    public async Task The_simulators_own_pages_and_its_portal()
    {
        await RegisterAsync();
        await UpgradeAsync();
        await PayAtCheckoutAsync("Succeeds");
        await ExpectHeadingAsync("You are on Pro");
        foreach (var list in (string[])["customers", "subscriptions", "payments", "invoices", "disputes", "clock"])
        {
            await CheckAtStripeAsync($"/dashboard/{list}");
        }

        foreach (var list in (string[])["subscriptions", "payments", "invoices"])
        {
            await CheckAtStripeAsync($"/dashboard/objects/{await NewestAtStripeAsync(list == "payments" ? "payment_intents" : list)}");
        }

        var invoice = await AskStripeAsync(HttpMethod.Get, $"/v1/invoices/{await NewestAtStripeAsync("invoices")}");
        await CheckAtStripeAsync(new Uri(invoice["hosted_invoice_url"]!.GetValue<string>()).AbsolutePath);
        var portal = await OpenPortalAsync();
        await CheckAtStripeAsync(portal);
        await CheckAtStripeAsync(portal + "/card");
        await Page.GotoAsync(new Uri(Sandbox.Stripe, portal).ToString());
        await Link("Cancel Pro").ClickAsync();
        await ExpectHeadingAsync("Cancel Pro");
        await CheckThisAsync("the cancellation in the portal");
    }

    [Test]
    public async Task The_menu_of_a_phone_opens_leads_on_and_closes()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await RegisterAsync();
        await Button("Open the menu").ClickAsync();
        var menu = Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Menu" });
        await menu.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Payment History" }).ClickAsync();
        await ExpectHeadingAsync("Payment history");
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Button("Open the menu").ClickAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).ToBeHiddenAsync();
    }

    [Test]
    public async Task On_navigation_the_focus_moves_to_the_heading()
    {
        await RegisterAsync();
        await Link("Payment History").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Payment history", Level = 1 })).ToBeFocusedAsync();
    }

    private async Task CheckAsync(string path, string heading)
    {
        // A new document, though only the fragment may differ.
        await Page.GotoAsync("about:blank");
        await GoToAsync(path);
        await ExpectHeadingAsync(heading);
        await CheckThisAsync(path);
    }

    private async Task CheckAtStripeAsync(string path)
    {
        await Page.GotoAsync(new Uri(Sandbox.Stripe, path).ToString());
        await CheckThisAsync(path);
    }

    private static async Task<string> OpenPortalAsync()
    {
        var customer = await NewestAtStripeAsync("customers");
        var session = await AskStripeAsync(HttpMethod.Post, $"/v1/billing_portal/sessions?customer={customer}&return_url=https://app.example.com/");
        return new Uri(session["url"]!.GetValue<string>()).AbsolutePath;
    }
}
