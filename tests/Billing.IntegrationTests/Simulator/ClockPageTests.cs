using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class ClockPageTests : SimulatorTest
{
    private const string Clock = "/dashboard/clock";

    [Test]
    public async Task It_tells_what_comes_next_and_goes_there()
    {
        var subscription = await Stripe.SubscribeAsync();
        var end = subscription.Item().Number("current_period_end");

        var first = await PageAsync();
        await SubmitAsync(("by", "next"));
        var page = await PageAsync();
        var moved = await SubmitAsync(("by", "next"));

        first.ShouldContain("To the next: The next invoice is announced");
        page.ShouldContain("To the next: A subscription renews");
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Stripe.Clock.UtcNow.ToUnixTimeSeconds().ShouldBeInRange(end, end + 5);
        (await PageAsync("?events=2")).ShouldContain("2 events were made on the way.");
        (await PageAsync()).ShouldContain("To the next: An invoice is finalized and charged");
    }

    [TestCase("day", 1)]
    [TestCase("month", 28)]
    [TestCase("year", 365)]
    public async Task A_button_moves_it_by_so_much(string by, int days)
    {
        var before = Stripe.Clock.UtcNow;

        await SubmitAsync(("by", by));

        (Stripe.Clock.UtcNow - before).TotalDays.ShouldBeInRange(days, days + 3.1);
    }

    [Test]
    public async Task It_goes_to_a_day_but_not_back()
    {
        var day = Stripe.Clock.UtcNow.AddDays(10);

        await SubmitAsync(("by", "date"), ("date", $"{day:yyyy-MM-dd}"));
        var back = await SubmitAsync(("by", "date"), ("date", $"{day.AddDays(-3):yyyy-MM-dd}"));

        Stripe.Clock.UtcNow.Date.ShouldBe(day.Date);
        back.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await back.Content.ReadAsStringAsync()).ShouldContain("forward only");
    }

    [Test]
    public async Task It_says_what_becomes_of_a_subscription_that_is_never_paid()
    {
        await SubmitAsync("/settings", ("retries_then", "unpaid"));

        (await PageAsync()).ShouldContain("value=\"unpaid\" selected");
        (await Stripe.ControlAsync(HttpMethod.Get, "settings")).Text("retries_then").ShouldBe("unpaid");
    }

    private async Task<string> PageAsync(string query = "") =>
        WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(new Uri(Stripe.BaseAddress, Clock + query)));

    private Task<HttpResponseMessage> SubmitAsync(params (string Name, string Value)[] fields) => SubmitAsync("", fields);

    private async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Stripe.Browser.PostAsync(new Uri(Stripe.BaseAddress, Clock + path), form);
    }
}
