using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Persistence;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

/// <summary>The simulator delivers nothing here: what is known of it comes by comparing.</summary>
public sealed class ReconciliationTests
{
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;
    private TestUser _operator = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await BillingApp.StartAsync(stripe: _stripe.BaseAddress);
        await using (AsyncServiceScope scope = _app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IStripeSetup>().RunAsync(
                new StripeSetupRequest(Path.Combine(AppContext.BaseDirectory, "plans.json"), WebhookUrl: null), TextWriter.Null, default);
        }

        _operator = await _app.RegisterOperatorAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _operator.Dispose();
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task What_was_never_delivered_is_fetched_and_processed()
    {
        using TestUser user = await _app.RegisterAsync();
        await SubscribeAsync(user);

        JsonElement run = await ReconcileAsync();

        run.GetProperty("error").GetString().ShouldBeNull();
        run.GetProperty("drifted").GetInt32().ShouldBeGreaterThan(0);
        run.GetProperty("healed").GetInt32().ShouldBe(run.GetProperty("drifted").GetInt32());
        await _app.UntilProcessedAsync();
        (await SubscriptionAsync(user)).Status.ShouldBe(SubscriptionStatus.Active);
        PaymentTransaction payment = await _app.WithDbAsync(db => db.Payments.SingleAsync(p => p.UserId == user.Id));
        payment.Status.ShouldBe(PaymentStatus.Succeeded);
        payment.PaymentMethodLast4.ShouldBe("4242");
        (await _app.WithDbAsync(db => db.PaymentCounts.SingleAsync(c => c.UserId == user.Id))).Total.ShouldBe(1);
    }

    [Test]
    public async Task A_second_comparison_finds_nothing()
    {
        using TestUser user = await _app.RegisterAsync();
        await SubscribeAsync(user);
        await ReconcileAsync();
        await _app.UntilProcessedAsync();

        JsonElement again = await ReconcileAsync();

        again.GetProperty("checked").GetInt32().ShouldBeGreaterThan(0);
        again.GetProperty("drifted").GetInt32().ShouldBe(0, again.ToString());
    }

    [Test]
    public async Task What_drifted_here_is_brought_in_line()
    {
        using TestUser user = await _app.RegisterAsync();
        await SubscribeAsync(user);
        await ReconcileAsync();
        await _app.UntilProcessedAsync();
        await _app.WithDbAsync(async db =>
        {
            await db.InTransactionAsync(
                async token =>
                {
                    await db.Subscriptions.Where(s => s.UserId == user.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Status, SubscriptionStatus.PastDue), token);
                    await db.Payments.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(token);
                    await db.PaymentCounts.Where(c => c.UserId == user.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Total, 7), token);
                },
                default);
            return 0;
        });

        JsonElement run = await ReconcileAsync();

        (await SubscriptionAsync(user)).Status.ShouldBe(SubscriptionStatus.Active);
        PaymentTransaction payment = await _app.WithDbAsync(db => db.Payments.SingleAsync(p => p.UserId == user.Id));
        payment.PaymentMethodLast4.ShouldBe("4242");
        payment.SubscriptionId.ShouldNotBeNull();
        (await _app.WithDbAsync(db => db.PaymentCounts.SingleAsync(c => c.UserId == user.Id))).Total.ShouldBe(1);
        run.GetProperty("report").GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("kind").GetString())
            .ShouldBe(["subscription", "payment intent", "payment count"], ignoreOrder: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_planned_change_whose_events_are_lost_is_brought_in_line(bool released)
    {
        using TestUser user = await _app.RegisterAsync();
        await SubscribeAsync(user);
        await ReconcileAsync();
        await _app.UntilProcessedAsync();
        UserSubscription subscription = await SubscriptionAsync(user);
        string schedule = (await _stripe.PostAsync("/v1/subscription_schedules", ("from_subscription", subscription.StripeSubscriptionId))).Text("id");
        await ReconcileAsync();
        await _app.UntilProcessedAsync();
        (await ScheduleAsync(schedule)).IsOver.ShouldBeFalse();
        if (released)
        {
            await _stripe.PostAsync($"/v1/subscription_schedules/{schedule}/release");
            await ReconcileAsync();
            await _app.UntilProcessedAsync();
        }

        // As if nothing had been heard: of the release, or of the schedule.
        await ChangeAsync((db, token) => released
            ? db.SubscriptionSchedules.Where(s => s.StripeScheduleId == schedule).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsOver, false), token)
            : db.SubscriptionSchedules.Where(s => s.StripeScheduleId == schedule).ExecuteDeleteAsync(token));

        JsonElement run = await ReconcileAsync();

        run.GetProperty("report").GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("kind").GetString())
            .ShouldBe(["subscription schedule"]);
        (await ScheduleAsync(schedule)).IsOver.ShouldBe(released);
    }

    [Test]
    public async Task While_one_runs_another_is_refused()
    {
        ReconciliationRun running = ReconciliationRun.Begin(DateTime.UtcNow.AddDays(-1), DateTime.UtcNow);
        await _app.WithDbAsync(db =>
        {
            db.ReconciliationRuns.Add(running);
            return db.SaveChangesAsync();
        });
        try
        {
            using HttpResponseMessage answer = await _operator.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { });

            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "reconciliation_running");
        }
        finally
        {
            await _app.WithDbAsync(async db =>
            {
                (await db.ReconciliationRuns.SingleAsync(r => r.Id == running.Id)).Finish(null, DateTime.UtcNow);
                return await db.SaveChangesAsync();
            });
        }
    }

    [Test]
    public async Task It_is_for_operators_only()
    {
        using TestUser user = await _app.RegisterAsync();

        using HttpResponseMessage answer = await user.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { });

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_command_line_does_the_same_and_tells_how_it_goes_on()
    {
        using TestUser user = await _app.RegisterAsync();
        await SubscribeAsync(user);
        using var command = new ApiProcess("Production", await SettingsAsync(), "reconcile", "--since", "30d");

        ProcessEnd end = await command.EndAsync();

        end.ExitCode.ShouldBe(0, end.Output + end.Errors);
        end.Output.ShouldContain("events looked at");
        end.Output.ShouldContain("missing or different");
        await Wait.TrueAsync(
            () => _app.WithDbAsync(db => db.Subscriptions.AnyAsync(s => s.UserId == user.Id && s.Status == SubscriptionStatus.Active)), "the subscription");
    }

    [TestCase("soon")]
    [TestCase("0d")]
    [TestCase("30")]
    public async Task A_span_that_cannot_be_read_shows_the_usage(string since)
    {
        using var command = new ApiProcess("Production", await SettingsAsync(), "reconcile", "--since", since);

        ProcessEnd end = await command.EndAsync();

        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldContain("reconcile [--since 30d]");
    }

    private async Task<Dictionary<string, string>> SettingsAsync() => new()
    {
        ["ConnectionStrings__Billing"] = await _app.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!)),
        ["Stripe__ApiKey"] = "sk_test_integrationtests4711",
        ["Stripe__ApiBase"] = _stripe.BaseAddress.GetLeftPart(UriPartial.Authority),
        ["Stripe__WebhookSecrets__0"] = BillingApp.WebhookSecret,
        ["Jwt__SigningKey"] = BillingApp.SigningKey,
        ["Billing__AllowedReturnOrigins__0"] = BillingApp.ReturnOrigin,
    };

    private async Task SubscribeAsync(TestUser user) => await StripeAccount.PayAsync(_stripe.BaseAddress, await StripeAccount.CheckOutAsync(user, "pro"));

    private Task<UserSubscription> SubscriptionAsync(TestUser user) =>
        _app.WithDbAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.UserId == user.Id));

    private Task<SubscriptionSchedule> ScheduleAsync(string id) =>
        _app.WithDbAsync(db => db.SubscriptionSchedules.AsNoTracking().SingleAsync(s => s.StripeScheduleId == id));

    private Task ChangeAsync(Func<BillingDbContext, CancellationToken, Task> change) => _app.WithDbAsync(async db =>
    {
        await db.InTransactionAsync(token => change(db, token), default);
        return 0;
    });

    private async Task<JsonElement> ReconcileAsync()
    {
        using HttpResponseMessage begun = await _operator.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { since = DateTime.UtcNow.AddDays(-1) });
        begun.StatusCode.ShouldBe(HttpStatusCode.Accepted, await begun.Content.ReadAsStringAsync());
        return await Wait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await _operator.Client.GetAsync(begun.Headers.Location);
                return await answer.ReadJsonAsync();
            },
            run => run.GetProperty("finished_at").ValueKind != JsonValueKind.Null,
            "the end of the comparison");
    }
}
