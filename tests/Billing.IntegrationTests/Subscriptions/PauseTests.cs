using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class PauseTests : SubscribedTest
{
    [Test]
    public async Task A_pause_within_the_paid_period_costs_nothing_and_can_be_taken_back()
    {
        JsonElement subscribed = await SubscribeAsync();

        JsonElement paused = await ChangeAsync("pause", new { });

        paused.GetProperty("collection_paused").GetBoolean().ShouldBeTrue();
        paused.GetProperty("has_access").GetBoolean().ShouldBeTrue();
        paused.GetProperty("access_until").GetDateTime().ShouldBe(subscribed.GetProperty("current_period_end").GetDateTime());
        using HttpResponseMessage upgrade = await PutAsync("plan", new { plan_id = "team" });
        await upgrade.ShouldBeProblemAsync(HttpStatusCode.Conflict, "subscription_paused");
        JsonElement resumed = await ChangeAsync("pause", null);
        resumed.GetProperty("collection_paused").GetBoolean().ShouldBeFalse();
        resumed.GetProperty("access_until").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_pause_past_the_paid_period_ends_access_and_resuming_pays_a_new_period()
    {
        await SubscribeAsync();
        await ChangeAsync("pause", new { });

        await AdvanceAsync(40);

        (await GetAsync()).GetProperty("has_access").GetBoolean().ShouldBeFalse();
        (await PaymentsAsync()).ShouldBe(1);
        JsonElement resumed = await ChangeAsync("pause", null);
        resumed.GetProperty("has_access").GetBoolean().ShouldBeTrue();
        (await PaymentsAsync()).ShouldBe(2);
    }

    [Test]
    public async Task A_pause_ends_in_the_future()
    {
        await SubscribeAsync();
        using HttpResponseMessage answer = await PutAsync("pause", new { resumes_at = "2020-01-01T00:00:00Z" });
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    private async Task<int> PaymentsAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history?status=succeeded");
        return (await answer.ReadJsonAsync()).GetProperty("transactions").GetArrayLength();
    }
}
