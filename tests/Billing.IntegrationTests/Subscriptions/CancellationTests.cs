using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
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
}
