using System.Net;
using System.Text.Json;
using Billing.Domain.Plans;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Entitlements;

/// <summary>What a subscription entitles to, asked for over HTTP and enforced on a host's own controller.</summary>
public sealed class EntitlementTests
{
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _app = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Billing:GraceDays"] = "3" },
            services => services.AddControllers().AddApplicationPart(typeof(HostController).Assembly));
        await _app.WithDbAsync(async db =>
        {
            var free = Plan.Create("free");
            free.Describe("Free", null, ["1 project"], 0, active: true);
            db.Plans.Add(free);
            foreach ((string code, string feature) in new[] { ("pro", "Usage reports"), ("team", "Shared workspaces") })
            {
                var plan = Plan.Create(code);
                plan.Describe(code, null, [feature], 1, active: true);
                plan.Add(PlanPrice.Create(plan.Id, "price_" + code, code, "usd", 1900, BillingInterval.Month));
                db.Plans.Add(plan);
            }

            return await db.SaveChangesAsync();
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Without_a_subscription_the_free_plan_counts()
    {
        using TestUser user = await _app.RegisterAsync();
        (await EntitlementsAsync(user)).ShouldBe("free [1 project] x1 access=False grace=False until=null");
    }

    [Test]
    public async Task Nobody_is_told_without_a_token()
    {
        using HttpClient stranger = _app.NewClient();
        using HttpResponseMessage answer = await stranger.GetAsync("/v1/billing/entitlements");
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using HttpResponseMessage host = await stranger.GetAsync("/v1/host/reports");
        await host.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [TestCase("active")]
    [TestCase("trialing")]
    public async Task A_subscription_gives_its_plan_and_its_seats(string status)
    {
        using TestUser user = await _app.RegisterAsync();
        await TellAsync(Pro(user) with { Status = status, Quantity = 5 });
        (await EntitlementsAsync(user)).ShouldBe("pro [Usage reports] x5 access=True grace=False until=null");
    }

    [TestCase("unpaid")]
    [TestCase("paused")]
    [TestCase("incomplete")]
    [TestCase("canceled")]
    public async Task One_that_is_not_paid_gives_the_free_plan(string status)
    {
        using TestUser user = await _app.RegisterAsync();
        await TellAsync(Pro(user) with { Status = status });
        (await EntitlementsAsync(user)).ShouldBe("free [1 project] x1 access=False grace=False until=null");
    }

    [Test]
    public async Task Cancelling_keeps_the_plan_until_the_period_ends()
    {
        using TestUser user = await _app.RegisterAsync();
        DateTime end = new(2097, 1, 31, 12, 0, 0, DateTimeKind.Utc);
        SubscriptionFacts subscription = Pro(user) with { PeriodEnd = end, CancelAtPeriodEnd = true };
        await TellAsync(subscription, DateTime.UtcNow.AddSeconds(-10));
        (await EntitlementsAsync(user)).ShouldBe("pro [Usage reports] x1 access=True grace=False until=2097-01-31T12:00:00Z");

        // Its end is not told yet, and has come all the same.
        await TellAsync(subscription with { PeriodStart = DateTime.UtcNow.AddDays(-31), PeriodEnd = DateTime.UtcNow.AddSeconds(-1) });
        (await EntitlementsAsync(user)).ShouldStartWith("free ");
    }

    [Test]
    public async Task A_failed_renewal_keeps_the_plan_for_the_days_of_grace()
    {
        using TestUser user = await _app.RegisterAsync();
        DateTime failedAt = DateTime.UtcNow.AddDays(-2);
        SubscriptionFacts subscription = Pro(user) with { Created = DateTime.UtcNow.AddDays(-40) };
        await TellAsync(subscription, failedAt.AddDays(-1));
        await TellAsync(subscription with { Status = "past_due" }, failedAt);
        (await EntitlementsAsync(user)).ShouldBe(
            $"pro [Usage reports] x1 access=True grace=True until={failedAt.AddDays(3):yyyy-MM-ddTHH:mm:ss}Z");

        using TestUser late = await _app.RegisterAsync();
        await TellAsync(Pro(late) with { Status = "past_due" }, DateTime.UtcNow.AddDays(-4));
        (await EntitlementsAsync(late)).ShouldStartWith("free ");
    }

    [Test]
    public async Task A_price_that_is_none_of_ours_gives_no_features()
    {
        using TestUser user = await _app.RegisterAsync();
        await TellAsync(Pro(user) with { PriceId = "price_of_somebody_else" });
        (await EntitlementsAsync(user)).ShouldBe("null [] x1 access=True grace=False until=null");
    }

    [Test]
    public async Task A_hosts_controller_lets_in_by_plan_and_by_feature()
    {
        using TestUser free = await _app.RegisterAsync();
        await ShouldBeRefusedAsync(free, "reports", "plan_required", "This needs the plan pro or team.");

        using TestUser pro = await _app.RegisterAsync();
        await TellAsync(Pro(pro));
        await ShouldBeLetInAsync(pro, "reports");
        await ShouldBeRefusedAsync(pro, "workspaces", "feature_required", "Your plan does not include Shared workspaces.");

        using TestUser team = await _app.RegisterAsync();
        await TellAsync(Pro(team) with { PriceId = "price_team" });
        await ShouldBeLetInAsync(team, "workspaces");
    }

    private static SubscriptionFacts Pro(TestUser user) => new(user.Id, "price_pro");

    private static async Task ShouldBeLetInAsync(TestUser user, string path)
    {
        using HttpResponseMessage answer = await user.Client.GetAsync("/v1/host/" + path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task ShouldBeRefusedAsync(TestUser user, string path, string code, string sentence)
    {
        using HttpResponseMessage answer = await user.Client.GetAsync("/v1/host/" + path);
        (await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, code)).Detail.ShouldBe(sentence);
    }

    private static async Task<string> EntitlementsAsync(TestUser user)
    {
        using HttpResponseMessage answer = await user.Client.GetAsync("/v1/billing/entitlements");
        JsonElement told = await answer.ReadJsonAsync();
        string features = string.Join(", ", told.GetProperty("features").EnumerateArray().Select(f => f.GetString()));
        return $"{told.GetProperty("plan").GetString() ?? "null"} [{features}] x{told.GetProperty("quantity").GetInt64()}"
            + $" access={told.GetProperty("has_access").GetBoolean()} grace={told.GetProperty("is_in_grace").GetBoolean()}"
            + $" until={told.GetProperty("valid_until").GetString() ?? "null"}";
    }

    private async Task TellAsync(SubscriptionFacts subscription, DateTime? at = null)
    {
        using HttpResponseMessage answer = await _app.DeliverAsync(subscription.Event(at: at));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await _app.UntilProcessedAsync();
    }
}
