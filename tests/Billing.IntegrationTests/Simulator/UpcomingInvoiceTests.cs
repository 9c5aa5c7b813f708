using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class UpcomingInvoiceTests : SimulatorTest
{
    private const long Day = 24 * 60 * 60;

    [Test]
    public async Task It_is_told_of_once_a_week_before_each_renewal_and_has_no_id()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");
        await Stripe.AdvanceToAsync(end - (7 * Day) - 60);
        (await UpcomingAsync()).ShouldBeEmpty();
        await Stripe.AdvanceToAsync(end - 60);

        var told = (await UpcomingAsync()).ShouldHaveSingleItem();
        told.Number("created").ShouldBe(end - (7 * Day));
        var invoice = told.Payload();
        (invoice.Text("object"), invoice.Text("customer"), invoice.ContainsKey("id")).ShouldBe(("invoice", subscription.Text("customer"), false));
        (invoice.Number("amount_due"), invoice.Number("period_end"), invoice.Text("billing_reason")).ShouldBe((2000, end, "upcoming"));
        invoice["parent"]!["subscription_details"]!.Text("subscription").ShouldBe(subscription.Text("id"));
        await Stripe.AdvanceToAsync(end + Day);
        var next = (await Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}")).Item().Number("current_period_end");
        await Stripe.AdvanceToAsync(next - Day);
        (await UpcomingAsync()).Select(e => e.Payload().Number("period_end")).ShouldBe([end, next]);
    }

    [Test]
    public async Task What_ends_before_is_not_told_of()
    {
        var subscription = await Stripe.SubscribeAsync();
        await Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("cancel_at_period_end", "true"));
        await Stripe.AdvanceAsync(40);
        (await UpcomingAsync()).ShouldBeEmpty();
    }

    [TestCase(14, 7)]
    [TestCase(3, 0)]
    public async Task The_end_of_a_trial_is_told_of_too_and_that_of_a_short_one_as_it_begins(int trialDays, int afterDays)
    {
        var subscription = await Stripe.SubscribeAsync(more: ("subscription_data[trial_period_days]", $"{trialDays}"));
        await Stripe.AdvanceAsync(trialDays - 1);
        var told = (await UpcomingAsync()).ShouldHaveSingleItem();
        (told.Number("created") - subscription.Number("trial_start") - (afterDays * Day)).ShouldBeInRange(0, 60);
        told.Payload().Number("amount_due").ShouldBe(2000);
    }

    private async Task<IReadOnlyList<JsonObject>> UpcomingAsync() =>
        [.. (await Stripe.EventsAsync()).Where(e => e.Text("type") == "invoice.upcoming")];
}
