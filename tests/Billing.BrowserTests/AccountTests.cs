using System.Net.Http.Json;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;

namespace Billing.BrowserTests;

public sealed class AccountTests : Journey
{
    [Test]
    public async Task Who_is_not_signed_in_signs_in_first_and_comes_back()
    {
        await RegisterAsync();
        await Button("Sign out").ClickAsync();
        await ExpectHeadingAsync("Sign in");
        await GoToAsync("/billing/history?status=failed");
        await ExpectHeadingAsync("Sign in");
        await SignInAsync();
        await ExpectHeadingAsync("Payment history");
        Page.Url.ShouldEndWith("/billing/history?status=failed");
    }

    [Test]
    public async Task A_wrong_password_is_told_and_nothing_else()
    {
        await RegisterAsync();
        await Button("Sign out").ClickAsync();
        await ExpectHeadingAsync("Sign in");
        await SignInAsync("not the password");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        ExpectAnswer(401);
    }

    [Test]
    public async Task A_reload_keeps_the_session_and_no_token_is_kept_in_the_browser()
    {
        await RegisterAsync();
        await Page.ReloadAsync();
        await ExpectTextAsync("You are on the free plan");
        (await Page.EvaluateAsync<string>("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie")).ShouldNotContain("ey");
    }

    [Test]
    public async Task A_token_that_is_over_is_renewed_without_a_word()
    {
        await Page.Clock.InstallAsync();
        await RegisterAsync();
        var renewals = 0;
        Page.Request += (_, request) => renewals += request.Url.EndsWith("/v1/auth/refresh", StringComparison.Ordinal) ? 1 : 0;
        await Page.Clock.FastForwardAsync("20:00");
        await Link("Payment History").ClickAsync();
        await ExpectTextAsync("No payments yet");
        renewals.ShouldBe(1);
    }

    [Test]
    public async Task Signing_out_in_one_tab_signs_out_the_other()
    {
        await RegisterAsync();
        var other = await NewPageAsync();
        await other.GotoAsync(new Uri(Sandbox.Api, "/billing/history").ToString());
        await Assertions.Expect(other.GetByText("No payments yet")).ToBeVisibleAsync();
        await Button("Sign out").ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_forgotten_password_is_replaced_by_mail()
    {
        await RegisterAsync();
        await Button("Sign out").ClickAsync();
        await Link("Forgot your password?").ClickAsync();
        await ExpectHeadingAsync("Reset your password");
        await Page.GetByLabel("E-mail").FillAsync(Email);
        await Button("Send the link").ClickAsync();
        await ExpectHeadingAsync("Look into your mailbox");
        await Page.GotoAsync(await LinkInMailAsync("Set a new password"));
        await PasswordField("New password").FillAsync("another horse");
        await Button("Set the password").ClickAsync();
        await ExpectHeadingAsync("Your new password is set");
        Page.Url.ShouldNotContain("token");
        await Link("Sign in").ClickAsync();
        await SignInAsync("another horse");
        await ExpectHeadingAsync("Subscription");
    }

    [Test]
    public async Task The_link_of_the_first_mail_confirms_the_address()
    {
        await RegisterAsync();
        await ExpectTextAsync("Confirm your e-mail address");
        await Page.GotoAsync(await LinkInMailAsync("Welcome to"));
        await ExpectHeadingAsync("Your address is confirmed");
        await Link("Go on").ClickAsync();
        await ExpectHeadingAsync("Subscription");
        await Assertions.Expect(Page.GetByText("Confirm your e-mail address")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Everything_kept_about_a_person_is_a_file_and_the_account_can_be_deleted()
    {
        await SubscribeAsync();
        var subscription = await NewestAtStripeAsync("subscriptions");
        await GoToAsync("/account");
        await ExpectHeadingAsync("Account");
        await CheckThisAsync("the account");
        var file = await Page.RunAndWaitForDownloadAsync(() => Button("Download my data").ClickAsync());
        file.SuggestedFilename.ShouldBe("billing-export.json");
        (await File.ReadAllTextAsync(await file.PathAsync())).ShouldContain(Email);

        await Button("Delete my account…").ClickAsync();
        await Dialog.GetByLabel("Your password", new LocatorGetByLabelOptions { Exact = true }).FillAsync("not the password");
        await Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Delete my account" }).ClickAsync();
        await Assertions.Expect(Dialog).ToContainTextAsync("This is not the password of your account.");
        ExpectAnswer(403);
        await CheckThisAsync("the question before an account is deleted");
        await Dialog.GetByLabel("Your password", new LocatorGetByLabelOptions { Exact = true }).FillAsync(Password);
        await Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Delete my account" }).ClickAsync();
        await ExpectHeadingAsync("Your account is deleted");
        await CheckThisAsync("the page after an account");
        (await AskStripeAsync(HttpMethod.Get, $"/v1/subscriptions/{subscription}"))["status"]!.GetValue<string>().ShouldBe("canceled");
    }

    /// <summary>Where the mail leads that was sent to the account, once it is in the sandbox's mailbox.</summary>
    private async Task<string> LinkInMailAsync(string subject)
    {
        using var client = new HttpClient { BaseAddress = Sandbox.Api };
        var text = await WaitForAsync(
            async () => (await client.GetFromJsonAsync<List<KeptMail>>("/_sandbox/mail.json"))!
                .Find(mail => mail.To == Email && mail.Subject.StartsWith(subject, StringComparison.Ordinal))?.Text,
            $"the mail {subject}");
        return text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
    }

    private sealed record KeptMail(string To, string Subject, string Text);
}
