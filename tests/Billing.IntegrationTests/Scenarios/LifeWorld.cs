using System.Net.Http.Json;
using System.Text.Json;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Billing.Infrastructure.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stripe;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>The real application, a simulated Stripe and an operator, in which users live one after the other.</summary>
internal sealed class LifeWorld : IAsyncDisposable
{
    /// <summary>Nobody here waits for a person; a call that Stripe never answers is given up sooner than usual.</summary>
    private static readonly TimeSpan StripeTimeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan DrainStep = TimeSpan.FromMilliseconds(100);

    private LifeWorld(RunningSimulator stripe, BillingApp app, TestUser @operator)
    {
        Stripe = stripe;
        App = app;
        Operator = @operator;
    }

    public RunningSimulator Stripe { get; }

    public BillingApp App { get; }

    public TestUser Operator { get; }

    public static async Task<LifeWorld> StartAsync()
    {
        RunningSimulator stripe = await RunningSimulator.StartAsync();
        BillingApp app = await StripeAccount.StartAsync(
            stripe.BaseAddress,
            new Dictionary<string, string?>
            {
                // Only the comparisons that are asked for, and no limit but Stripe's own.
                ["Reconciliation:EveryHours"] = "0",
                ["Stripe:MaxCallsPerSecond"] = "10000",
                ["RateLimits:Checkout:Permits"] = "100000",
                ["RateLimits:PaymentIntent:Permits"] = "100000",
                ["RateLimits:Subscription:Permits"] = "100000",
            },
            stripe.Clock,
            services => services.Replace(ServiceDescriptor.Singleton(CreateClient(stripe.BaseAddress))));
        return new LifeWorld(stripe, app, await app.RegisterOperatorAsync());
    }

    /// <summary>From now on this goes wrong.</summary>
    public async Task SetFaultsAsync(object plan)
    {
        using var client = new HttpClient { BaseAddress = Stripe.BaseAddress };
        using HttpResponseMessage answer = await client.PutAsJsonAsync("/_simulator/faults", plan, JsonSerializerOptions.Default);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until all is delivered and processed; who waits for another attempt has it now.</summary>
    public async Task SettleAsync()
    {
        await Wait.UntilAsync(
            async () => (await Stripe.ControlAsync(HttpMethod.Get, "deliveries?limit=1"))["pending"]!.GetValue<int>(),
            pending => pending == 0,
            "all events delivered");
        using var timer = new PeriodicTimer(DrainStep);
        await Wait.UntilAsync(
            async () =>
            {
                int waiting = await CountWaitingAsync();
                if (waiting > 0 && await RetryNowAsync() > 0)
                {
                    await timer.WaitForNextTickAsync();
                }

                return waiting;
            },
            waiting => waiting == 0,
            "all events processed");
    }

    /// <summary>Compares everything with Stripe; answers with what the run found.</summary>
    public async Task<JsonElement> ReconcileAsync()
    {
        JsonElement run = await Wait.UntilAsync(
            ReconcileOnceAsync, r => r.GetProperty("error").ValueKind == JsonValueKind.Null, "a comparison that reaches its end");
        await SettleAsync();
        return run;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await App.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    private async Task<JsonElement> ReconcileOnceAsync()
    {
        using HttpResponseMessage begun = await Operator.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { });
        begun.EnsureSuccessStatusCode();
        return await Wait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await Operator.Client.GetAsync(begun.Headers.Location);
                return await answer.ReadJsonAsync();
            },
            run => run.GetProperty("finished_at").ValueKind != JsonValueKind.Null,
            "the end of the comparison");
    }

    private Task<int> CountWaitingAsync() => App.WithDbAsync(db => db.StripeEvents
        .CountAsync(e => e.Status == InboxEventStatus.Pending || e.Status == InboxEventStatus.Processing));

    /// <summary>The time for which failed attempts wait is over.</summary>
    private async Task<int> RetryNowAsync()
    {
        DateTime now = DateTime.UtcNow;
        int made = 0;
        await App.WithDbAsync(async db =>
        {
            await db.InTransactionAsync(
                async token => made = await db.StripeEvents.Where(e => e.Status == InboxEventStatus.Pending && e.NextAttemptAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.NextAttemptAt, now), token),
                CancellationToken.None);
            return made;
        });
        App.Services.GetRequiredService<EventSignal>().Wake();
        return made;
    }

    private static StripeClient CreateClient(Uri stripe) => new(
        "sk_test_integrationtests4711",
        httpClient: new SystemNetHttpClient(new HttpClient { Timeout = StripeTimeout }, enableTelemetry: false),
        apiBase: stripe.GetLeftPart(UriPartial.Authority));
}
