using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Sandbox;

public sealed class CrashTests
{
    private const int Events = 400;

    /// <summary>Some of the acknowledged events are surely not processed yet when so many are on their way.</summary>
    private const int KillAfter = 150;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("billing-crash-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_was_acknowledged_before_kills_of_both_is_processed_once_after_the_next_start()
    {
        var acknowledged = new ConcurrentBag<string>();
        int port = Ports.Free(), stripePort = Ports.Free();
        for (int i = 0; i < KilledProcessTests.Kills; i++)
        {
            int before = acknowledged.Count;
            using SandboxProcess killed = await SandboxProcess.StartReadyAsync(_folder, port, stripePort);
            using HttpClient demo = await killed.SignInAsync();
            await DeliverUntilKilledAsync(killed, await UserIdAsync(demo), acknowledged);
            acknowledged.Count.ShouldBeGreaterThanOrEqualTo(before + KillAfter);
        }

        using SandboxProcess next = await SandboxProcess.StartReadyAsync(_folder, port, stripePort);
        using HttpClient again = await next.SignInAsync();
        // Counting would not do: what was stored, and killed before its answer, is processed and counted as well.
        List<string> descriptions = await Wait.UntilAsync(
            () => DescriptionsAsync(again), all => !acknowledged.Except(all).Any(), "every acknowledged event's payment");

        descriptions.ShouldBeUnique();
    }

    /// <summary>Each event is of a payment of its own, whose description is the event's id.</summary>
    private async Task DeliverUntilKilledAsync(SandboxProcess sandbox, Guid userId, ConcurrentBag<string> acknowledged)
    {
        string secret = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "sandbox.json")))
            .RootElement.GetProperty("WebhookSecret").GetString()!;
        using var client = new HttpClient { BaseAddress = sandbox.Api };
        using var enough = new SemaphoreSlim(0);
        Task deliveries = Parallel.ForAsync(0, Events, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, token) =>
        {
            string id = PaymentEvents.NewId("evt");
            byte[] body = Encoding.UTF8.GetBytes(PaymentEvents.PaymentIntent(eventId: id, userId: userId).Replace("A book", id, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation("Stripe-Signature", Deliveries.Sign(body, secret));
            try
            {
                using HttpResponseMessage answer = await client.SendAsync(request, token);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                acknowledged.Add(id);
                enough.Release();
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                // The process is gone: this one was never acknowledged, however its connection ended.
            }
        });
        for (int i = 0; i < KillAfter; i++)
        {
            await enough.WaitAsync();
        }

        await sandbox.KillAsync();
        await deliveries;
    }

    private static async Task<Guid> UserIdAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/v1/users/me")).GetProperty("id").GetGuid();

    private static async Task<List<string>> DescriptionsAsync(HttpClient client)
    {
        var descriptions = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/v1/billing/history?limit=100{(cursor is null ? "" : "&cursor=" + cursor)}");
            descriptions.AddRange(page.GetProperty("transactions").EnumerateArray().Select(t => t.GetProperty("description").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        return descriptions;
    }
}
