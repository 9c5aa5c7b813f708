using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class TrialTests : SubscribedTest
{
    [Test]
    public async Task There_is_one_trial_for_each_customer()
    {
        (await GetAsync()).GetProperty("trial_available").GetBoolean().ShouldBeTrue();
        JsonElement first = await SubscribeAsync("team", 3);
        await ChangeAsync("cancellation", new { at = "now" });

        JsonElement second = await SubscribeAsync("team", 3);

        first.GetProperty("status").GetString().ShouldBe("trialing");
        first.GetProperty("quantity").GetInt64().ShouldBe(3);
        first.GetProperty("trial_available").GetBoolean().ShouldBeFalse();
        second.GetProperty("status").GetString().ShouldBe("active");
        second.GetProperty("trial_end").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_trial_that_ends_with_a_card_is_charged_and_goes_on()
    {
        await SubscribeAsync("team");

        await AdvanceAsync(15);

        JsonElement after = await GetAsync();
        after.GetProperty("status").GetString().ShouldBe("active");
        after.GetProperty("has_access").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task In_a_trial_the_plan_changes_at_once_and_costs_nothing_yet()
    {
        await SubscribeAsync("team", 2);

        JsonElement answer = await ChangeAsync("plan", new { plan_id = "pro" });

        answer.GetProperty("status").GetString().ShouldBe("trialing");
        answer.GetProperty("plan").GetProperty("code").GetString().ShouldBe("pro");
        answer.GetProperty("quantity").GetInt64().ShouldBe(1);
        using HttpResponseMessage history = await User.Client.GetAsync("/v1/billing/history");
        (await history.ReadJsonAsync()).GetProperty("transactions").GetArrayLength().ShouldBe(0);
    }
}

/// <summary>Where a trial asks for no card.</summary>
[TestFixture]
public sealed class TrialWithoutCardTests : SubscribedTest
{
    private protected override IReadOnlyDictionary<string, string?>? Settings => new Dictionary<string, string?> { ["Billing:TrialNeedsCard"] = "false" };

    [Test]
    public async Task A_trial_that_ends_without_a_card_pauses_and_says_where_to_pay()
    {
        await SubscribeAsync("team", card: null);

        await AdvanceAsync(15);

        JsonElement paused = await GetAsync();
        paused.GetProperty("status").GetString().ShouldBe("paused");
        paused.GetProperty("has_access").GetBoolean().ShouldBeFalse();
        using HttpResponseMessage resumed = await User.Client.DeleteAsync(Path + "/pause");
        TestProblem problem = await resumed.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "payment_declined");
        problem.Url.ShouldNotBeNull();
        (await GetAsync()).GetProperty("open_invoice").GetProperty("hosted_invoice_url").GetString().ShouldBe(problem.Url);
    }
}
