using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Whatever goes wrong on the way, the rows end as Stripe has it.</summary>
public sealed class ChaosTests
{
    private static readonly object EverythingAtOnce = new
    {
        seed = 4711,
        duplicate = 0.3,
        reorder = 0.3,
        drop = 0.2,
        forge = 0.2,
        api = new { error_429 = 0.05, error_500 = 0.05, reset_before = 0.05, reset_after = 0.05 },
    };

    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await StripeAccount.StartAsync(_stripe.BaseAddress);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task After_faults_of_every_kind_and_a_comparison_the_rows_are_as_Stripes()
    {
        using TestUser @operator = await _app.RegisterOperatorAsync();
        await SetFaultsAsync(EverythingAtOnce);
        for (int i = 0; i < 10; i++)
        {
            using TestUser user = await _app.RegisterAsync();
            await StripeAccount.PayAsync(_stripe.BaseAddress, await CheckOutInTheEndAsync(user));
        }

        await _stripe.ControlAsync(HttpMethod.Delete, "faults");
        List<JsonObject> subscriptions = [.. (await _stripe.GetAsync("/v1/subscriptions", ("limit", "100"))).Data()];
        await _stripe.SendAsync(HttpMethod.Delete, "/v1/subscriptions/" + subscriptions[0].Text("id"));
        JsonObject charge = (await _stripe.GetAsync("/v1/charges", ("limit", "100"))).Data().First(c => c.Text("status") == "succeeded");
        await _stripe.PostAsync("/v1/refunds", ("charge", charge.Text("id")), ("amount", "100"));
        await ReconcileAsync(@operator);

        await ShouldBeAsStripeAsync();
        (await _app.WithDbAsync(db => db.StripeEvents.CountAsync(e => e.Id.EndsWith("_forged")))).ShouldBe(0);
    }

    [Test]
    public async Task Events_that_came_while_Stripe_was_down_are_processed_when_it_is_back()
    {
        using TestUser user = await _app.RegisterAsync();
        List<string> intents = [];
        for (int i = 0; i < 5; i++)
        {
            intents.Add(await PayIntentAsync(user));
        }

        await _app.UntilProcessedAsync();
        await SetFaultsAsync(new { api = new { reset_before = 1 } });

        // Payloads of another release train say nothing: Stripe has to be asked.
        foreach (string intent in intents)
        {
            await _app.DeliverAsync(PaymentEvents.PaymentIntent(
                intentId: intent, userId: user.Id, apiVersion: "2025-01-27.acacia", created: DateTimeOffset.UtcNow.AddMinutes(1)), Secret());
        }

        string needsNoCall = PaymentEvents.NewId("evt");
        await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: needsNoCall, userId: user.Id), Secret());
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.StripeEvents.AnyAsync(e => e.Id == needsNoCall && e.Status == InboxEventStatus.Processed)),
            "the event that needs no call");
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.StripeEvents.AnyAsync(e => e.LastError != null)), "a failed attempt");

        await _stripe.ControlAsync(HttpMethod.Delete, "faults");

        await _app.UntilProcessedAsync();
        (await _app.WithDbAsync(db => db.StripeEvents.CountAsync(e => e.Status == InboxEventStatus.Dead))).ShouldBe(0);
        (await _app.WithDbAsync(db => db.Payments.CountAsync(p => p.UserId == user.Id))).ShouldBe(6);
    }

    private string Secret() => _app.WebhookSecretInUse;

    /// <summary>A person tries again.</summary>
    private static async Task<string> CheckOutInTheEndAsync(TestUser user) => await Wait.UntilAsync(
        async () =>
        {
            using HttpResponseMessage answer = await user.Client.PostAsJsonAsync("/v1/billing/checkout-session", new
            {
                plan_id = "pro",
                success_url = BillingApp.ReturnOrigin + "/done",
                cancel_url = BillingApp.ReturnOrigin + "/plans",
            });
            return answer.StatusCode == HttpStatusCode.OK ? (await answer.ReadJsonAsync()).GetProperty("session_id").GetString()! : "";
        },
        session => session.Length > 0,
        "a checkout");

    private async Task<string> PayIntentAsync(TestUser user)
    {
        string intent = (await _stripe.PostAsync(
            "/v1/payment_intents", ("amount", "700"), ("currency", "usd"), ("metadata[user_id]", user.Id.ToString()))).Text("id");
        await _stripe.PayAsync("payment_intents", intent, "4242424242424242");
        return intent;
    }

    private async Task SetFaultsAsync(object plan)
    {
        using var client = new HttpClient { BaseAddress = _stripe.BaseAddress };
        using HttpResponseMessage answer = await client.PutAsJsonAsync("/_simulator/faults", plan);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ReconcileAsync(TestUser @operator)
    {
        using HttpResponseMessage begun = await @operator.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { });
        JsonElement run = await Wait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await @operator.Client.GetAsync(begun.Headers.Location);
                return await answer.ReadJsonAsync();
            },
            r => r.GetProperty("finished_at").ValueKind != JsonValueKind.Null,
            "the end of the comparison");
        run.GetProperty("error").GetString().ShouldBeNull();
        await _app.UntilProcessedAsync();
    }

    private async Task ShouldBeAsStripeAsync()
    {
        Dictionary<string, string> subscriptions = (await _stripe.GetAsync("/v1/subscriptions", ("limit", "100"), ("status", "all"))).Data()
            .ToDictionary(s => s.Text("id"), s => s.Text("status"));
        (await _app.WithDbAsync(db => db.Subscriptions.AsNoTracking().ToListAsync()))
            .ToDictionary(s => s.StripeSubscriptionId, s => s.Status.ToString().ToLowerInvariant()).ShouldBe(subscriptions, ignoreOrder: true);

        Dictionary<string, long> refunded = (await _stripe.GetAsync("/v1/charges", ("limit", "100"))).Data()
            .ToDictionary(c => c.Text("payment_intent"), c => c["amount_refunded"]!.GetValue<long>());
        var payments = await _app.WithDbAsync(db => db.Payments.AsNoTracking().ToListAsync());
        payments.ToDictionary(p => p.StripePaymentIntentId, p => p.AmountRefundedCents).ShouldBe(refunded, ignoreOrder: true);
        payments.ShouldAllBe(p => p.PaymentMethodLast4 == "4242" && p.SubscriptionId != null && p.PaidAt != null);
        (await _app.WithDbAsync(db => db.PaymentCounts.AsNoTracking().ToListAsync())).ShouldAllBe(c => c.Total == 1);
    }
}
