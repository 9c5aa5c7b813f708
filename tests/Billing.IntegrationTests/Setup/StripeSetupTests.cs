using System.Text.Json.Nodes;
using Billing.Application.Abstractions;
using Billing.Application.Plans;
using Billing.Application.StripeEvents;
using Billing.Domain.Plans;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

[TestFixture]
public sealed class StripeSetupTests
{
    private static readonly Uri Webhook = new("https://billing.example.com/v1/webhooks/stripe");
    private static readonly string ShippedPlans = Path.Combine(AppContext.BaseDirectory, "plans.json");

    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;
    private string _plans = null!;

    [SetUp]
    public async Task SetUp()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await BillingApp.StartAsync(stripe: _stripe.BaseAddress);
        _plans = Path.Combine(Path.GetTempPath(), $"plans-{Guid.NewGuid():N}.json");
        File.Copy(ShippedPlans, _plans);
    }

    [TearDown]
    public async Task TearDown()
    {
        File.Delete(_plans);
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task The_shipped_plans_are_on_offer_after_the_setup()
    {
        (StripeSetupResult result, _) = await RunAsync();

        (result.Plans, result.Prices).ShouldBe((3, 4));
        IReadOnlyList<PlanDetails> plans = await ListPlansAsync();
        plans.Select(p => p.Code).ShouldBe(["free", "pro", "team"]);
        plans[0].Prices.ShouldBeEmpty();
        plans[1].Prices.Select(p => (p.AmountCents, p.Interval, p.PerSeat))
            .ShouldBe([(1900L, BillingInterval.Month, false), (19000L, BillingInterval.Year, false)]);
        plans[2].Prices.Select(p => (p.AmountCents, p.PerSeat, p.TrialDays)).ShouldBe([(4900L, true, 14), (49000L, true, null)]);
    }

    [Test]
    public async Task A_price_can_be_per_seat()
    {
        await ReplaceAsync("\"amount_cents\": 1900, \"interval\": \"month\"", "\"amount_cents\": 1900, \"interval\": \"month\", \"per_seat\": true");

        await RunAsync();

        (await ListPlansAsync())[1].Prices.Select(p => p.PerSeat).ShouldBe([true, false]);
    }

    [Test]
    public async Task The_endpoint_gets_the_types_that_are_handled_and_its_secret_is_told_once()
    {
        (StripeSetupResult first, string progress) = await RunAsync();
        (StripeSetupResult second, _) = await RunAsync();

        JsonObject endpoint = (await _stripe.GetAsync("/v1/webhook_endpoints")).Data().ShouldHaveSingleItem();
        endpoint["enabled_events"]!.AsArray().Select(e => (string)e!).ShouldBe(StripeEventCommands.HandledTypes, ignoreOrder: true);
        ((string?)endpoint["api_version"]).ShouldBe("2026-07-29.dahlia");
        first.WebhookSecret.ShouldStartWith("whsec_");
        progress.ShouldNotContain(first.WebhookSecret);
        second.WebhookSecret.ShouldBeNull();
    }

    [Test]
    public async Task Running_it_again_changes_nothing()
    {
        await RunAsync();
        int before = (await _stripe.EventsAsync()).Count;

        (_, string progress) = await RunAsync();

        (await _stripe.EventsAsync()).Count.ShouldBe(before);
        progress.ShouldNotContain("created");
        progress.ShouldNotContain("updated");
    }

    [Test]
    public async Task A_changed_amount_is_a_new_price_and_the_old_one_keeps_its_plan()
    {
        await RunAsync();
        string oldId = await StripePriceAsync("pro_monthly");
        await ReplaceAsync("\"amount_cents\": 1900,", "\"amount_cents\": 2100,");

        await RunAsync();

        string newId = await StripePriceAsync("pro_monthly");
        newId.ShouldNotBe(oldId);
        PlanPrice old = await _app.WithDbAsync(db => db.PlanPrices.SingleAsync(p => p.StripePriceId == oldId));
        PlanPrice current = await _app.WithDbAsync(db => db.PlanPrices.SingleAsync(p => p.StripePriceId == newId));
        (old.Active, old.PlanId, current.Active, current.AmountCents).ShouldBe((false, current.PlanId, true, 2100L));
        JsonObject atStripe = await _stripe.GetAsync($"/v1/prices/{oldId}");
        ((bool)atStripe["active"]!, (string?)atStripe["lookup_key"]).ShouldBe((false, null));
    }

    [Test]
    public async Task An_amount_that_is_changed_back_is_on_offer_again()
    {
        await RunAsync();
        await ReplaceAsync("\"amount_cents\": 1900,", "\"amount_cents\": 2100,");
        await RunAsync();
        await ReplaceAsync("\"amount_cents\": 2100,", "\"amount_cents\": 1900,");

        await RunAsync();

        (await ListPlansAsync())[1].Prices[0].AmountCents.ShouldBe(1900);
        JsonObject atStripe = await _stripe.GetAsync($"/v1/prices/{await StripePriceAsync("pro_monthly")}");
        ((bool)atStripe["active"]!, (string?)atStripe["lookup_key"]).ShouldBe((true, "pro_monthly"));
    }

    [Test]
    public async Task A_description_that_is_taken_out_is_gone_at_Stripe_as_well()
    {
        await RunAsync();
        await ReplaceAsync("\"For professionals who ship every week.\"", "null");

        await RunAsync();

        (await _stripe.GetAsync("/v1/products/billing_plan_pro"))["description"].ShouldBeNull();
        (_, string progress) = await RunAsync();
        progress.ShouldNotContain("updated");
    }

    [Test]
    public async Task A_plan_that_is_taken_out_is_no_longer_on_offer()
    {
        await RunAsync();
        JsonObject file = JsonNode.Parse(await File.ReadAllTextAsync(_plans))!.AsObject();
        file["plans"]!.AsArray().RemoveAt(2);
        await File.WriteAllTextAsync(_plans, file.ToJsonString());

        await RunAsync();

        (await ListPlansAsync()).Select(p => p.Code).ShouldBe(["free", "pro"]);
        (await _app.WithDbAsync(db => db.Plans.CountAsync())).ShouldBe(3);
    }

    [TestCase("\"code\": \"team\"", "\"code\": \"pro\"", "twice")]
    [TestCase("\"team_yearly\"", "\"pro_yearly\"", "twice")]
    [TestCase("\"currency\": \"usd\", \"amount_cents\": 1900,", "\"currency\": \"xxx\", \"amount_cents\": 1900,", "pro_monthly")]
    [TestCase("\"amount_cents\": 1900,", "\"amount_cents\": 0,", "pro_monthly")]
    [TestCase("\"code\": \"team\"", "\"code\": \"\"", "the code '' must be ASCII")]
    [TestCase("\"code\": \"team\"", "\"code\": \"équipe\"", "the code 'équipe' must be ASCII")]
    [TestCase("\"name\": \"Team\"", "\"name\": \"\"", "the name of 'team'")]
    [TestCase("\"For professionals who ship every week.\"", "\"\"", "the description of 'pro'")]
    [TestCase("\"team_yearly\"", "\"\"", "the lookup_key ''")]
    [TestCase("\"interval\": \"year\"", "\"interval\": \"decade\"", "cannot be read")]
    [TestCase("\"plans\": [", "\"plans\": ", "cannot be read")]
    public async Task A_plan_file_that_cannot_be_used_is_refused_before_anything_is_done(string text, string replacement, string says)
    {
        await ReplaceAsync(text, replacement);

        (await Should.ThrowAsync<FormatException>(RunAsync)).Message.ShouldContain(says);

        (await _stripe.EventsAsync()).ShouldBeEmpty();
    }

    private async Task<(StripeSetupResult Result, string Progress)> RunAsync()
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        await using var progress = new StringWriter();
        StripeSetupResult result = await scope.ServiceProvider.GetRequiredService<IStripeSetup>()
            .RunAsync(new StripeSetupRequest(_plans, Webhook), progress, CancellationToken.None);
        return (result, progress.ToString());
    }

    private async Task<IReadOnlyList<PlanDetails>> ListPlansAsync()
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ListPlans());
    }

    private Task<string> StripePriceAsync(string lookupKey) =>
        _app.WithDbAsync(db => db.PlanPrices.Where(p => p.LookupKey == lookupKey).Select(p => p.StripePriceId).SingleAsync());

    private async Task ReplaceAsync(string text, string replacement)
    {
        string before = await File.ReadAllTextAsync(_plans);
        before.ShouldContain(text);
        await File.WriteAllTextAsync(_plans, before.Replace(text, replacement, StringComparison.Ordinal));
    }
}
