using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Sandbox;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

/// <summary>The simulator as a process of its own, which is killed on its way through time.</summary>
[TestFixture]
public sealed class KilledClockTests
{
    private const int Subscriptions = 20;
    private const long Hour = 60 * 60;

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("billing-clock-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_walk_through_time_that_was_killed_goes_on_after_the_next_start_and_does_nothing_twice()
    {
        int port = Ports.Free();
        long target;
        using (var first = await StartAsync(port))
        {
            using var stripe = Client(port);
            await SubscribeAsync(stripe);
            var begin = (await GetAsync(stripe, "/_simulator/clock")).Number("now");
            target = DateTimeOffset.FromUnixTimeSeconds(begin).AddYears(2).AddDays(1).ToUnixTimeSeconds();
            Task walk = stripe.PostAsJsonAsync("/_simulator/clock/advance", new { to = target });
            var now = await Wait.UntilAsync(
                async () => (await GetAsync(stripe, "/_simulator/clock")).Number("now"), now => now > begin + (90 * 24 * Hour), "three months");
            now.ShouldBeLessThan(target);
            first.Kill();
            await first.WaitForExitAsync();
            await Should.ThrowAsync<HttpRequestException>(() => walk);
        }

        using var second = await StartAsync(port);
        try
        {
            using var stripe = Client(port);
            await Wait.TrueAsync(async () => (await GetAsync(stripe, "/_simulator/clock")).Number("now") >= target);
            await CheckAsync(stripe);
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }
    }

    private static async Task CheckAsync(HttpClient stripe)
    {
        var events = (await GetAsync(stripe, "/_simulator/events?limit=100000")).Data().Reverse().ToList();
        events.Select(e => e.Number("created")).ShouldBeInOrder();
        foreach (var subscription in (await GetAsync(stripe, "/v1/subscriptions")).Data())
        {
            var invoices = (await GetAsync(stripe, $"/v1/invoices?limit=100&subscription={subscription.Text("id")}")).Data().ToList();
            invoices.Count.ShouldBe(25);
            invoices.ShouldAllBe(invoice => invoice.Text("status") == "paid");
            invoices.Select(invoice => invoice["lines"]!.Data().Single()["period"]!.Number("start")).ShouldBeUnique();
        }

        events.Count(e => e.Text("type") == "charge.succeeded").ShouldBe(Subscriptions * 25);
        events.Where(e => e.Text("type") == "invoice.paid").ShouldAllBe(e =>
            e.Payload().Text("billing_reason") == "subscription_create" || e.Number("created") == e.Payload().Number("period_end") + Hour);
    }

    private static async Task SubscribeAsync(HttpClient stripe)
    {
        var product = await PostAsync(stripe, "/v1/products", ("name", "Pro"));
        var price = await PostAsync(
            stripe, "/v1/prices", ("product", product.Text("id")), ("currency", "usd"), ("unit_amount", "2000"), ("recurring[interval]", "month"));
        for (int i = 0; i < Subscriptions; i++)
        {
            var customer = await PostAsync(stripe, "/v1/customers", ("email", $"{i}@example.com"));
            var card = await PostAsync(stripe, "/v1/payment_methods/pm_card_visa/attach", ("customer", customer.Text("id")));
            await PostAsync(
                stripe, "/v1/subscriptions",
                ("customer", customer.Text("id")), ("items[0][price]", price.Text("id")), ("default_payment_method", card.Text("id")));
        }
    }

    private static async Task<JsonObject> GetAsync(HttpClient stripe, string path) =>
        (await Answer.ReadAsync(await stripe.GetAsync(path))).Successful();

    private static async Task<JsonObject> PostAsync(HttpClient stripe, string path, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)));
        return (await Answer.ReadAsync(await stripe.PostAsync(path, form))).Successful();
    }

    private static HttpClient Client(int port)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_integration");
        return client;
    }

    private async Task<Process> StartAsync(int port)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Billing.StripeSimulator.dll"), "--port", $"{port}", "--data", Path.Combine(folder, "simulator.db"),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = Client(port);
        await Wait.TrueAsync(async () =>
        {
            try
            {
                return (await client.GetAsync("/_simulator/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // It does not listen yet.
            }
        });
        return process;
    }
}
