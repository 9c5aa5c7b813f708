using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class DowngradeTests : SubscribedTest
{
    /// <summary>A leap year, and the hours in which its invoice is a draft.</summary>
    private const int YearAndMore = 368;

    [Test]
    public async Task A_cheaper_plan_comes_with_the_next_period_and_nothing_is_charged_for_the_change()
    {
        JsonElement subscribed = await SubscribeAsync("team", 2, "year");
        JsonElement preview = await PreviewAsync("plan/preview?plan_id=pro&interval=year");

        JsonElement planned = await ChangeAsync("plan", new { plan_id = "pro", interval = "year" });

        DateTime end = subscribed.GetProperty("current_period_end").GetDateTime();
        preview.GetProperty("takes_effect").GetString().ShouldBe("period_end");
        preview.GetProperty("takes_effect_at").GetDateTime().ShouldBe(end);
        preview.GetProperty("due_today_cents").GetInt64().ShouldBe(0);
        preview.GetProperty("recurring_cents").GetInt64().ShouldBe(19000);
        PlanOf(planned).ShouldBe("team");
        PlanOf(planned.GetProperty("pending_change")).ShouldBe("pro");
        planned.GetProperty("pending_change").GetProperty("takes_effect_at").GetDateTime().ShouldBe(end);
        await AdvanceAsync(YearAndMore);
        JsonElement after = await GetAsync();
        PlanOf(after).ShouldBe("pro");
        after.GetProperty("quantity").GetInt64().ShouldBe(1);
        after.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        (await PaidAsync()).ShouldBe([19000, 2 * 49000]);
    }

    [Test]
    public async Task A_planned_change_can_be_replaced_and_taken_back()
    {
        await SubscribeAsync("team", 5, "year");
        await ChangeAsync("plan", new { plan_id = "pro" });

        JsonElement replaced = await ChangeAsync("quantity", new { quantity = 2 });
        JsonElement back = await ChangeAsync("plan", null);

        replaced.GetProperty("pending_change").GetProperty("quantity").GetInt64().ShouldBe(2);
        back.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        await AdvanceAsync(YearAndMore);
        (await GetAsync()).GetProperty("quantity").GetInt64().ShouldBe(5);
    }

    [Test]
    public async Task An_upgrade_or_a_cancellation_takes_the_place_of_what_was_planned()
    {
        await SubscribeAsync("team", 5, "year");
        await ChangeAsync("quantity", new { quantity = 2 });

        JsonElement upgraded = await ChangeAsync("quantity", new { quantity = 6 });
        await ChangeAsync("quantity", new { quantity = 1 });
        JsonElement cancelled = await ChangeAsync("cancellation", new { at = "period_end" });

        upgraded.GetProperty("quantity").GetInt64().ShouldBe(6);
        upgraded.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        cancelled.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        cancelled.GetProperty("cancel_at_period_end").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_downgrade_that_took_effect_can_be_followed_by_another_change()
    {
        await SubscribeAsync("team", 3, "year");
        await ChangeAsync("quantity", new { quantity = 2 });
        await AdvanceAsync(YearAndMore);

        JsonElement fewer = await ChangeAsync("quantity", new { quantity = 1 });
        JsonElement more = await ChangeAsync("quantity", new { quantity = 4 });

        fewer.GetProperty("pending_change").GetProperty("takes_effect_at").GetDateTime().ShouldBe(fewer.GetProperty("current_period_end").GetDateTime());
        more.GetProperty("quantity").GetInt64().ShouldBe(4);
    }

    [Test]
    public async Task A_discount_from_the_page_shows_and_outlives_a_planned_change()
    {
        await CreateCodeAsync("LAUNCH", "20");
        JsonElement subscribed = await SubscribeAsync("team", 2, "year", code: "LAUNCH");

        await ChangeAsync("quantity", new { quantity = 1 });
        await AdvanceAsync(YearAndMore);

        subscribed.GetProperty("discount").GetProperty("percent_off").GetDecimal().ShouldBe(20);
        subscribed.GetProperty("discount").GetProperty("name").GetString().ShouldBe("LAUNCH");
        (await GetAsync()).GetProperty("discount").GetProperty("percent_off").GetDecimal().ShouldBe(20);
        (await PaidAsync()).ShouldBe([49000 * 8 / 10, 2 * 49000 * 8 / 10]);
    }

    private async Task<long[]> PaidAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history?status=succeeded");
        return [.. (await answer.ReadJsonAsync()).GetProperty("transactions").EnumerateArray().Select(t => t.GetProperty("amount_cents").GetInt64())];
    }
}

/// <summary>Where the operator lets cheaper plans begin at once.</summary>
[TestFixture]
public sealed class DowngradeNowTests : SubscribedTest
{
    private protected override IReadOnlyDictionary<string, string?>? Settings => new Dictionary<string, string?> { ["Billing:DowngradeAt"] = "now" };

    [Test]
    public async Task What_was_paid_too_much_becomes_credit_as_previewed()
    {
        await SubscribeAsync("team", 4, "year");
        await AdvanceAsync(30);
        JsonElement preview = await PreviewAsync("quantity/preview?quantity=1");

        JsonElement answer = await ChangeAsync(
            "quantity", new { quantity = 1, proration_date = preview.GetProperty("proration_date").GetDateTime() });

        answer.GetProperty("quantity").GetInt64().ShouldBe(1);
        preview.GetProperty("due_today_cents").GetInt64().ShouldBe(0);
        long credit = preview.GetProperty("credit_cents").GetInt64();
        credit.ShouldBeGreaterThan(0);
        (await BalanceAsync()).ShouldBe(-credit);
    }
}
