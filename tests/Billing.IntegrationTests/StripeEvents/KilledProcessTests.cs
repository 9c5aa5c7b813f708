using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Domain.Payments;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>
/// The API as a process of its own that is taken away without a word (kill -9) at random moments, while Stripe goes on delivering.
/// <c>BILLING_TEST_KILLS</c> says how often; 5 times when it is not set.
/// </summary>
public sealed class KilledProcessTests
{
    internal static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("BILLING_TEST_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 5;

    [Test]
    public async Task Whenever_it_is_killed_every_payment_at_Stripe_is_in_the_history_once()
    {
        await using RunningSimulator stripe = await RunningSimulator.StartAsync();
        BillingApp setup = await StripeAccount.StartAsync(stripe.BaseAddress);
        TestUser user = await setup.RegisterAsync();
        Uri address = setup.Address;
        string secret = setup.WebhookSecretInUse;
        TestDatabase database = await setup.StopAsync();
        var random = new Random(4711);

        using var stop = new CancellationTokenSource();
        var paid = new Payments();
        Task load = PayUntilAsync(stripe, user, paid, stop.Token);
        for (int i = 0; i < Kills; i++)
        {
            using ApiProcess api = Start(database, stripe, secret, address);
            await api.UntilListeningAsync();
            int enough = paid.Count + random.Next(1, 50);
            await Wait.UntilAsync(() => Task.FromResult(paid.Count), count => count >= enough || load.IsFaulted, "some payments more");
        }

        await stop.CancelAsync();
        await load;

        await using BillingApp last = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Stripe:WebhookSecrets:0"] = secret, ["urls"] = address.GetLeftPart(UriPartial.Authority) },
            stripe: stripe.BaseAddress,
            database: database);
        for (int pending = int.MaxValue; pending > 0;)
        {
            int before = pending;
            pending = await Wait.UntilAsync(
                async () => (await stripe.ControlAsync(HttpMethod.Get, "deliveries"))["pending"]!.GetValue<int>(), now => now < before, $"fewer than {before} deliveries left");
        }

        await last.UntilProcessedAsync();

        List<string> atStripe = await SucceededAsync(stripe);
        atStripe.Count.ShouldBe(paid.Count);
        List<PaymentTransaction> here = await last.WithDbAsync(db => db.Payments.AsNoTracking().ToListAsync());
        here.Select(p => p.StripePaymentIntentId).ShouldBe(atStripe, ignoreOrder: true);
        here.ShouldAllBe(p => p.Status == PaymentStatus.Succeeded && p.PaymentMethodLast4 == "4242");
        (await last.WithDbAsync(db => db.PaymentCounts.SingleAsync(c => c.UserId == user.Id))).Total.ShouldBe(paid.Count);
        TestContext.Out.WriteLine($"{Kills} kills, {paid.Count} payments");
    }

    private static ApiProcess Start(TestDatabase database, RunningSimulator stripe, string secret, Uri address) => new(
        "Development",
        new Dictionary<string, string>
        {
            ["Database__Provider"] = database.Provider,
            ["ConnectionStrings__Billing"] = database.ConnectionString,
            ["Stripe__ApiKey"] = "sk_test_integrationtests4711",
            ["Stripe__ApiBase"] = stripe.BaseAddress.GetLeftPart(UriPartial.Authority),
            ["Stripe__WebhookSecrets__0"] = secret,
            ["Jwt__SigningKey"] = BillingApp.SigningKey,
            ["Billing__AllowedReturnOrigins__0"] = BillingApp.ReturnOrigin,
        },
        "--urls",
        address.GetLeftPart(UriPartial.Authority));

    /// <summary>Pays one intent after the other.</summary>
    private static async Task PayUntilAsync(RunningSimulator stripe, TestUser user, Payments paid, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string intent = (await stripe.PostAsync(
                "/v1/payment_intents", ("amount", "500"), ("currency", "usd"), ("metadata[user_id]", user.Id.ToString()))).Text("id");
            await stripe.PayAsync("payment_intents", intent, "4242424242424242");
            paid.Add();
        }
    }

    private static async Task<List<string>> SucceededAsync(RunningSimulator stripe)
    {
        List<string> ids = [];
        (string, string)[] page = [("limit", "100")];
        while (true)
        {
            JsonObject list = await stripe.GetAsync("/v1/payment_intents", page);
            ids.AddRange(list.Data().Where(i => i.Text("status") == "succeeded").Select(i => i.Text("id")));
            if (!list["has_more"]!.GetValue<bool>())
            {
                return ids;
            }

            page = [("limit", "100"), ("starting_after", list.Data().Last().Text("id"))];
        }
    }

    /// <summary>Counts what was paid so far, for who looks on.</summary>
    private sealed class Payments
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }
}
