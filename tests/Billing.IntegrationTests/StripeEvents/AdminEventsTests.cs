using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Billing.Infrastructure.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>What operators see of the events, and what they can do.</summary>
public sealed class AdminEventsTests
{
    private BillingApp _app = null!;
    private TestUser _operator = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _app = await BillingApp.StartAsync();
        _operator = await _app.RegisterOperatorAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _operator.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("GET", "/v1/admin/events")]
    [TestCase("GET", "/v1/admin/events/evt_1")]
    [TestCase("PUT", "/v1/admin/events/evt_1/replay")]
    [TestCase("POST", "/v1/admin/events/replay")]
    public async Task It_is_for_operators_only(string method, string path)
    {
        using TestUser user = await _app.RegisterAsync();
        using HttpClient stranger = _app.NewClient();

        using HttpResponseMessage forbidden = await user.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        using HttpResponseMessage unknown = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Pages_have_no_gap_and_no_double_while_events_come_in()
    {
        string customer = PaymentEvents.NewId("cus");
        List<string> ids = [];
        for (int i = 0; i < 25; i++)
        {
            ids.Add(await StoreAsync(InboxEventStatus.Ignored, customer: customer));
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            JsonElement page = await GetAsync($"?limit=10&customer={customer}" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
            await StoreAsync(InboxEventStatus.Ignored, customer: customer);
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Reverse(ids));
    }

    [Test]
    public async Task The_list_is_filtered_by_status_type_and_time()
    {
        DateTime old = DateTime.UtcNow.AddDays(-40);
        string dead = await StoreAsync(InboxEventStatus.Dead, type: "invoice.voided", receivedAt: old);
        await StoreAsync(InboxEventStatus.Dead, type: "invoice.voided");
        await StoreAsync(InboxEventStatus.Dead, receivedAt: old);
        await StoreAsync(InboxEventStatus.Ignored, type: "invoice.voided", receivedAt: old);

        JsonElement page = await GetAsync($"?status=dead&type=invoice.voided&from={old.AddDays(-1):O}&to={old.AddDays(1):O}");

        page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()).ShouldBe([dead]);
    }

    [TestCase("?status=gone", "status")]
    [TestCase("?limit=0", "limit")]
    [TestCase("?cursor=AAAA", "cursor")]
    [TestCase("?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    public async Task A_filter_that_cannot_be_is_refused_by_name(string query, string field)
    {
        using HttpResponseMessage answer = await _operator.Client.GetAsync("/v1/admin/events" + query);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed")).Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [Test]
    public async Task An_event_shows_its_payload_without_secrets_and_its_failed_attempts()
    {
        string id = PaymentEvents.NewId("evt");
        string body = PaymentEvents.PaymentIntent(eventId: id, status: "a_status_of_the_future")
            .Replace("\"currency\"", "\"client_secret\": \"pi_1_secret_2\", \"currency\"", StringComparison.Ordinal);
        await _app.DeliverAsync(body);
        await _app.UntilProcessedAsync();

        JsonElement shown = await GetAsync("/" + id);

        shown.GetProperty("status").GetString().ShouldBe("dead");
        JsonElement attempt = shown.GetProperty("failed_attempts").EnumerateArray().Single();
        attempt.GetProperty("number").GetInt32().ShouldBe(1);
        attempt.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("a_status_of_the_future");
        JsonElement intent = shown.GetProperty("payload").GetProperty("data").GetProperty("object");
        intent.GetProperty("currency").GetString().ShouldBe("usd");
        intent.GetProperty("client_secret").GetString().ShouldNotBeNull().ShouldNotContain("secret");
        Encoding.UTF8.GetString((await BodyAsync(id))!).ShouldNotContain("pi_1_secret_2");
    }

    [Test]
    public async Task A_processed_event_that_is_replayed_changes_nothing_twice()
    {
        using TestUser user = await _app.RegisterAsync();
        string id = PaymentEvents.NewId("evt");
        await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id, userId: user.Id));
        await _app.UntilProcessedAsync();
        string before = await SnapshotAsync(user);

        using HttpResponseMessage answer = await _operator.Client.PutAsync($"/v1/admin/events/{id}/replay", null);

        (await answer.ReadJsonAsync()).GetProperty("id").GetString().ShouldBe(id);
        await _app.UntilProcessedAsync();
        (await FindAsync(id)).Status.ShouldBe(InboxEventStatus.Processed);
        (await SnapshotAsync(user)).ShouldBe(before);
        (await _app.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.SubjectId == id))).ActorId.ShouldBe(_operator.Id);
    }

    [Test]
    public async Task All_dead_events_are_replayed_at_once_and_others_are_not()
    {
        using TestUser user = await _app.RegisterAsync();
        string customer = PaymentEvents.NewId("cus");
        string dead = await StoreAsync(InboxEventStatus.Dead, customer: customer, userId: user.Id);
        string ignored = await StoreAsync(InboxEventStatus.Ignored, customer: customer, userId: user.Id);

        using HttpResponseMessage answer = await _operator.Client.PostAsJsonAsync("/v1/admin/events/replay", new { customer });

        (await answer.ReadJsonAsync()).GetProperty("replayed").GetInt32().ShouldBe(1);
        await _app.UntilProcessedAsync();
        (await FindAsync(dead)).Status.ShouldBe(InboxEventStatus.Processed);
        (await FindAsync(ignored)).Status.ShouldBe(InboxEventStatus.Ignored);
    }

    [Test]
    public async Task What_cannot_be_replayed_is_refused()
    {
        string waiting = await StoreAsync(InboxEventStatus.Pending, nextAttemptAt: DateTime.UtcNow.AddYears(1));
        string removed = await StoreAsync(InboxEventStatus.Processed, hasPayload: false);
        string live = await StoreAsync(InboxEventStatus.Ignored, livemode: true);
        try
        {
            await RefusedAsync(waiting, HttpStatusCode.Conflict, "event_not_settled");
            await RefusedAsync(removed, HttpStatusCode.Conflict, "payload_removed");
            await RefusedAsync(live, HttpStatusCode.Conflict, "wrong_mode");
            await RefusedAsync("evt_unknown", HttpStatusCode.NotFound, "event_not_found");
        }
        finally
        {
            await _app.WithDbAsync(db => db.InTransactionAsync(
                token => db.StripeEvents.Where(e => e.Id == waiting).ExecuteDeleteAsync(token), default).ContinueWith(_ => 0));
        }
    }

    [Test]
    public async Task Payloads_of_settled_events_are_removed_when_they_are_old()
    {
        DateTime old = DateTime.UtcNow.AddDays(-100);
        string processed = await StoreAsync(InboxEventStatus.Processed, receivedAt: old);
        string dead = await StoreAsync(InboxEventStatus.Dead, receivedAt: old);
        string young = await StoreAsync(InboxEventStatus.Processed);

        await using (AsyncServiceScope scope = _app.Services.CreateAsyncScope())
        {
            var retention = scope.ServiceProvider.GetRequiredService<EventRetention>();
            DateTime? doneUntil = await retention.RemoveBatchAsync(DateTime.MinValue, default);
            doneUntil.ShouldNotBeNull();
            (await retention.RemoveBatchAsync(doneUntil.Value, default)).ShouldBeNull();
        }

        (await BodyAsync(processed)).ShouldBeNull();
        (await BodyAsync(dead)).ShouldNotBeNull();
        (await BodyAsync(young)).ShouldNotBeNull();
    }

    private async Task<JsonElement> GetAsync(string rest)
    {
        using HttpResponseMessage answer = await _operator.Client.GetAsync("/v1/admin/events" + rest);
        return await answer.ReadJsonAsync();
    }

    private async Task RefusedAsync(string id, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await _operator.Client.PutAsync($"/v1/admin/events/{id}/replay", null);
        await answer.ShouldBeProblemAsync(status, code);
    }

    private Task<string> SnapshotAsync(TestUser user) => _app.WithDbAsync(async db => JsonSerializer.Serialize(new
    {
        Payments = await db.Payments.Where(p => p.UserId == user.Id).Select(p => new { p.Id, p.Status, p.AmountCents }).ToListAsync(),
        Total = await db.PaymentCounts.Where(c => c.UserId == user.Id).Select(c => c.Total).SingleAsync(),
        Mails = await db.EmailMessages.CountAsync(m => m.UserId == user.Id),
    }));

    private Task<InboxEvent> FindAsync(string id) => _app.WithDbAsync(db => db.StripeEvents.AsNoTracking().SingleAsync(e => e.Id == id));

    private Task<byte[]?> BodyAsync(string id) =>
        _app.WithDbAsync(db => db.EventPayloads.Where(p => p.EventId == id).Select(p => p.Body).SingleOrDefaultAsync());

    private Task<string> StoreAsync(
        InboxEventStatus status,
        string type = "payment_intent.succeeded",
        string? customer = null,
        Guid? userId = null,
        DateTime? receivedAt = null,
        DateTime? nextAttemptAt = null,
        bool hasPayload = true,
        bool livemode = false) => _app.WithDbAsync(async db =>
    {
        string id = PaymentEvents.NewId("evt");
        string intent = PaymentEvents.NewId("pi");
        DateTime received = receivedAt ?? DateTime.UtcNow;
        db.StripeEvents.Add(new InboxEvent
        {
            Id = id,
            Type = type,
            Livemode = livemode,
            CreatedAt = DateTime.UtcNow,
            ReceivedAt = received,
            ObjectId = intent,
            Lane = customer ?? intent,
            Status = status,
            NextAttemptAt = nextAttemptAt ?? DateTime.UtcNow,
        });
        if (hasPayload)
        {
            byte[] body = Encoding.UTF8.GetBytes(PaymentEvents.PaymentIntent(eventId: id, intentId: intent, userId: userId));
            db.EventPayloads.Add(new EventPayload { ReceivedAt = received, EventId = id, Body = body });
        }

        await db.SaveChangesAsync();
        return id;
    });
}
