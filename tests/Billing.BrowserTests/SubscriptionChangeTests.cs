using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;

namespace Billing.BrowserTests;

/// <summary>What people do with a plan that they have; every question on the way is looked at by axe and at a phone's width.</summary>
public sealed partial class SubscriptionChangeTests : Journey
{
    [Test]
    public async Task An_upgrade_charges_what_its_dialog_said_and_the_history_has_it()
    {
        await SubscribeAsync();
        await AdvanceAsync(10);
        await Button("Upgrade Now to Team").ClickAsync();
        await Assertions.Expect(Button("Pay $")).ToBeEnabledAsync();
        await CheckThisAsync("the question before an upgrade");
        var due = DollarsOf(await Dialog.GetByText("Due today").Locator("..").InnerTextAsync());
        due.ShouldBeInRange(15m, 25m, "two thirds of the month are left of $30.00 between the plans");
        await Button($"Pay ${due:0.00} and change").ClickAsync();
        await ExpectTextAsync("You are on Team, monthly with 1 seat now.");
        await ExpectTextAsync("$49.00 a month");

        await ExpectPaymentsAsync(2);
        await Assertions.Expect(Rows.First).ToContainTextAsync($"${due:0.00}");
        await Assertions.Expect(Rows.First).ToContainTextAsync("Succeeded");
        await Assertions.Expect(Rows.First).ToContainTextAsync("Team");
        var charged = await AskStripeAsync(HttpMethod.Get, $"/v1/payment_intents/{await NewestAtStripeAsync("payment_intents")}");
        charged["amount_received"]!.GetValue<decimal>().ShouldBe(due * 100);
    }

    [Test]
    public async Task More_seats_are_paid_for_as_their_dialog_said_and_a_cheaper_plan_waits_for_the_end_of_the_period()
    {
        await SubscribeAsync();
        await Button("Upgrade Now to Team").ClickAsync();
        await Button("Pay $").ClickAsync();
        await ExpectTextAsync("You are on Team");
        await Button("Change seats").ClickAsync();
        await Dialog.GetByLabel("Seats").FillAsync("3");
        await Assertions.Expect(Button("Pay $98.00 and change")).ToBeEnabledAsync();
        await CheckThisAsync("the question before more seats");
        await Button("Pay $98.00 and change").ClickAsync();
        await ExpectTextAsync("You are on Team, monthly with 3 seats now.");
        await ExpectPaymentsAsync(3);
        await Assertions.Expect(Rows.First).ToContainTextAsync("$98.00");

        await GoToAsync("/account/subscription");
        await Button("Change to Pro").ClickAsync();
        await Assertions.Expect(Button("Change on ")).ToBeEnabledAsync();
        await Assertions.Expect(Dialog.GetByText("Due today").Locator("..")).ToContainTextAsync("$0.00");
        await CheckThisAsync("the question before a cheaper plan");
        await Button("Change on ").ClickAsync();
        await ExpectTextAsync("You change to Pro, monthly on");
        await CheckThisAsync("a plan that changes later");
        await Button("Keep Team").ClickAsync();
        await ExpectTextAsync("You stay on Team.");
    }

    [Test]
    public async Task A_cancellation_names_the_day_until_which_the_plan_is_kept_and_can_be_taken_back()
    {
        await SubscribeAsync();
        var renews = Page.GetByText("Renews", new PageGetByTextOptions { Exact = true }).Locator("..").Locator("dd");
        var renewal = await renews.InnerTextAsync();
        await Button("Cancel Pro").ClickAsync();
        await Assertions.Expect(Dialog.GetByLabel($"On {renewal}")).ToBeCheckedAsync();
        await Assertions.Expect(Dialog).ToContainTextAsync("You keep Pro until then.");
        await CheckThisAsync("the question before a cancellation");
        await Button($"Cancel on {renewal}").ClickAsync();
        await ExpectTextAsync($"Pro ends on {renewal}");
        await ExpectTextAsync($"You keep Pro until {renewal}.");
        await CheckThisAsync("a plan that ends");
        (await SubscriptionAtStripeAsync())["cancel_at_period_end"]!.GetValue<bool>().ShouldBeTrue();

        await Button("Keep Pro").ClickAsync();
        await ExpectTextAsync("Pro goes on as before.");
        await Assertions.Expect(renews).ToHaveTextAsync(renewal);
        (await SubscriptionAtStripeAsync())["cancel_at_period_end"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Test]
    public async Task Payments_are_paused_and_go_on_by_one_click()
    {
        await SubscribeAsync();
        await Button("Pause payments").ClickAsync();
        await Assertions.Expect(Dialog).ToContainTextAsync("Leave out the next payment");
        await CheckThisAsync("the question before a pause");
        await Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause payments" }).ClickAsync();
        await ExpectTextAsync("Payments are paused until");
        await CheckThisAsync("a plan whose payments are paused");
        await Button("Resume payments").ClickAsync();
        await ExpectTextAsync("Payments go on.");
        await Assertions.Expect(Button("Pause payments")).ToBeVisibleAsync();
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> SubscriptionAtStripeAsync() =>
        await AskStripeAsync(HttpMethod.Get, $"/v1/subscriptions/{await NewestAtStripeAsync("subscriptions")}");

    private static decimal DollarsOf(string text) =>
        decimal.Parse(Dollars().Match(text).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$([0-9]+\.[0-9]{2})")]
    private static partial Regex Dollars();
}
