using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class CancellationTests : SubscribedTest
{
    [Test]
    public async Task Cancelling_keeps_access_until_period_end()
    {
        JsonElement subscribed = await SubscribeAsync();

        JsonElement answer = await ChangeAsync("cancellation", new { at = "period_end", reason = "We finished.", feedback = "unused" });

        answer.GetProperty("cancel_at_period_end").GetBoolean().ShouldBeTrue();
        answer.GetProperty("has_access").GetBoolean().ShouldBeTrue();
        answer.GetProperty("access_until").GetDateTime().ShouldBe(subscribed.GetProperty("current_period_end").GetDateTime());
    }

    [Test]
    public async Task A_cancellation_can_be_taken_back()
    {
        await SubscribeAsync();
        await ChangeAsync("cancellation", new { at = "period_end" });

        JsonElement answer = await ChangeAsync("cancellation", null);

        answer.GetProperty("cancel_at_period_end").GetBoolean().ShouldBeFalse();
        answer.GetProperty("access_until").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task Who_cancels_in_the_portal_keeps_access_until_the_end_and_can_take_it_back_here()
    {
        JsonElement subscribed = await SubscribeAsync();
        DateTime end = subscribed.GetProperty("current_period_end").GetDateTime();
        string id = await StripeIdAsync();

        await SubmitPortalAsync(await OpenPortalAsync(), $"subscriptions/{id}/cancel", ("feedback", "unused"));

        JsonElement ending = await GetAsync();
        (ending.GetProperty("cancel_at_period_end").GetBoolean(), ending.GetProperty("cancel_at").GetDateTime()).ShouldBe((false, end));
        (ending.GetProperty("has_access").GetBoolean(), ending.GetProperty("access_until").GetDateTime()).ShouldBe((true, end));
        JsonElement kept = await ChangeAsync("cancellation", null);
        await ShouldGoOnAsync(kept, id);
    }

    [Test]
    public async Task An_end_on_a_date_is_shown_holds_until_then_and_can_be_taken_back()
    {
        JsonElement subscribed = await SubscribeAsync();
        DateTime date = subscribed.GetProperty("current_period_end").GetDateTime().AddDays(10);
        string id = await StripeIdAsync();

        await EndAtAsync(id, date);
        (await GetAsync()).GetProperty("cancel_at").GetDateTime().ShouldBe(date);
        await ShouldGoOnAsync(await ChangeAsync("cancellation", null), id);
        await EndAtAsync(id, date);
        await AdvanceAsync(35);
        JsonElement renewed = await GetAsync();
        (renewed.GetProperty("has_access").GetBoolean(), renewed.GetProperty("access_until").GetDateTime()).ShouldBe((true, date));
        await AdvanceAsync(10);

        (await GetAsync()).GetProperty("plan").GetProperty("code").GetString().ShouldBe("free");
    }

    [Test]
    public async Task Cancelling_at_once_leads_to_the_free_plan_and_the_way_back_is_a_new_checkout()
    {
        await SubscribeAsync();

        JsonElement answer = await ChangeAsync("cancellation", new { at = "now" });

        answer.GetProperty("plan").GetProperty("code").GetString().ShouldBe("free");
        using HttpResponseMessage back = await User.Client.DeleteAsync(Path + "/cancellation");
        await back.ShouldBeProblemAsync(HttpStatusCode.Conflict, "no_subscription");
        (await SubscribeAsync()).GetProperty("status").GetString().ShouldBe("active");
    }

    [Test]
    public async Task Who_has_nothing_has_nothing_to_change()
    {
        foreach (string part in new[] { "cancellation", "plan", "pause" })
        {
            using HttpResponseMessage answer = await User.Client.DeleteAsync($"{Path}/{part}");
            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "no_subscription");
        }
    }

    [Test]
    public async Task A_reason_is_short_and_the_feedback_one_of_Stripes_words()
    {
        using HttpResponseMessage tooLong = await PutAsync("cancellation", new { at = "now", reason = new string('x', 501) });
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        using HttpResponseMessage unknown = await PutAsync("cancellation", new { at = "now", feedback = "bored" });
        await unknown.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Test]
    public async Task The_portal_opens_and_leads_nowhere_that_is_not_allowed()
    {
        await SubscribeAsync();
        using HttpResponseMessage opened = await User.Client.PostAsJsonAsync(
            "/v1/billing/portal-session", new { return_url = BillingApp.ReturnOrigin + "/account", flow = "payment_method_update" });
        Uri portal = new((await opened.ReadJsonAsync()).GetProperty("url").GetString()!);
        using var browser = new HttpClient();
        using HttpResponseMessage page = await browser.GetAsync(portal);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);

        using HttpResponseMessage refused = await User.Client.PostAsJsonAsync("/v1/billing/portal-session", new { return_url = "https://evil.example" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    /// <summary>As the Dashboard does it for a date of one's own.</summary>
    private async Task EndAtAsync(string id, DateTime date)
    {
        await Stripe.PostAsync(
            $"/v1/subscriptions/{id}", ("cancel_at", new DateTimeOffset(date, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        await SettleAsync();
    }

    private async Task ShouldGoOnAsync(JsonElement shown, string id)
    {
        (shown.GetProperty("cancel_at").ValueKind, shown.GetProperty("access_until").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        JsonObject atStripe = await Stripe.GetAsync($"/v1/subscriptions/{id}");
        (atStripe.IsNull("cancel_at"), atStripe["cancel_at_period_end"]!.GetValue<bool>()).ShouldBe((true, false));
    }
}
