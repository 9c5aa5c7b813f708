using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Three processes on one database: what one takes in another may process, and each event counts once.</summary>
public sealed class SeveralProcessesTests
{
    private const int Processes = 3;
    private const int Payments = 40;

    [Test]
    public async Task Deliveries_and_replays_at_three_processes_at_once_make_each_payment_once()
    {
        BillingApp setup = await BillingApp.StartAsync();
        TestUser user = await setup.RegisterAsync();
        TestUser @operator = await setup.RegisterOperatorAsync();
        TestDatabase database = await setup.StopAsync();
        DateTimeOffset at = DateTimeOffset.UtcNow;
        List<string> bodies = [.. Enumerable.Range(0, Payments).SelectMany(_ => EventsOf(PaymentEvents.NewId("pi"), user.Id, at))];

        List<ApiProcess> processes = [.. Enumerable.Range(0, Processes).Select(_ => Start(database))];
        try
        {
            Uri[] addresses = await Task.WhenAll(processes.Select(p => p.UntilListeningAsync()));
            HttpStatusCode[] answers = await Task.WhenAll(bodies.SelectMany(body => addresses.Select(address => DeliverAsync(address, body))));
            answers.ShouldAllBe(status => status == HttpStatusCode.OK);
            await Task.WhenAll(addresses.Select(address => ReplayAsync(address, @operator)));
        }
        finally
        {
            processes.ForEach(p => p.Dispose());
        }

        await using BillingApp last = await BillingApp.StartAsync(database: database);
        await last.UntilProcessedAsync();
        List<PaymentStatus> payments = await last.WithDbAsync(db => db.Payments.AsNoTracking().Select(p => p.Status).ToListAsync());
        payments.Count.ShouldBe(Payments);
        payments.ShouldAllBe(s => s == PaymentStatus.Succeeded);
        (await last.WithDbAsync(db => db.PaymentCounts.SingleAsync(c => c.UserId == user.Id))).Total.ShouldBe(Payments);
        (await last.WithDbAsync(db => db.StripeEvents.CountAsync(e => e.Status == InboxEventStatus.Processed))).ShouldBe(bodies.Count);
        (await last.WithDbAsync(db => db.EmailMessages.Where(m => m.UserId == user.Id).GroupBy(m => new { m.Kind, m.SubjectId }).CountAsync(g => g.Count() > 1)))
            .ShouldBe(0);
    }

    private static ApiProcess Start(TestDatabase database) => new(
        "Development",
        new Dictionary<string, string>
        {
            ["Database__Provider"] = database.Provider,
            ["ConnectionStrings__Billing"] = database.ConnectionString,
            ["Stripe__ApiKey"] = "sk_test_integrationtests4711",
            ["Stripe__ApiBase"] = "http://127.0.0.1:9",
            ["Stripe__WebhookSecrets__0"] = BillingApp.WebhookSecret,
            ["Jwt__SigningKey"] = BillingApp.SigningKey,
            ["Billing__AllowedReturnOrigins__0"] = BillingApp.ReturnOrigin,
        },
        "--urls",
        "http://127.0.0.1:0");

    private static async Task<HttpStatusCode> DeliverAsync(Uri address, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using var client = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Deliveries.Sign(bytes, BillingApp.WebhookSecret));
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task ReplayAsync(Uri address, TestUser @operator)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", @operator.AccessToken);
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/v1/admin/events/replay", new { status = "processed" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> EventsOf(string intent, Guid user, DateTimeOffset at) =>
    [
        PaymentEvents.PaymentIntent(intentId: intent, userId: user, created: at),
        PaymentEvents.PaymentIntent("payment_intent.payment_failed", intentId: intent, userId: user, created: at.AddSeconds(-1)),
        PaymentEvents.PaymentIntent("payment_intent.processing", intentId: intent, userId: user, created: at.AddSeconds(-2)),
    ];
}
