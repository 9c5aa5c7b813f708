using System.Globalization;
using System.Net;
using System.Text;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>The door: what is stored, what is refused, and what an answer means.</summary>
public sealed class ReceivingTests
{
    private const string OldSecret = "whsec_theoldone4711";

    private BillingApp _app = null!;
    private RecordedMetrics _metrics = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _app = await BillingApp.StartAsync(new Dictionary<string, string?> { ["Stripe:WebhookSecrets:1"] = OldSecret });
        _metrics = new RecordedMetrics(_app);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _metrics.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Another_event_under_a_known_id_is_acknowledged_counted_and_not_stored()
    {
        string id = PaymentEvents.NewId("evt");
        DateTimeOffset created = DateTimeOffset.UtcNow;
        await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id, intentId: "pi_first", created: created));
        long before = _metrics.Of("billing.webhook.deliveries", "conflicting");

        using HttpResponseMessage answer = await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id, intentId: "pi_second", created: created));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await FindAsync(id)).ShouldNotBeNull().ObjectId.ShouldBe("pi_first");
        _metrics.Of("billing.webhook.deliveries", "conflicting").ShouldBe(before + 1);
        _app.Log.Lines.ShouldContain(l => l.Text.Contains(id, StringComparison.Ordinal) && l.Text.Contains("another content", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_number_of_pending_deliveries_makes_no_other_event()
    {
        string body = PaymentEvents.PaymentIntent(eventId: PaymentEvents.NewId("evt"));
        await _app.DeliverAsync(body);
        long before = _metrics.Of("billing.webhook.deliveries", "duplicate");

        await _app.DeliverAsync(body.Replace("\"pending_webhooks\": 1", "\"pending_webhooks\": 0", StringComparison.Ordinal));

        _metrics.Of("billing.webhook.deliveries", "duplicate").ShouldBe(before + 1);
    }

    [Test]
    public async Task An_event_of_live_mode_is_never_applied_with_a_key_of_test_mode()
    {
        TestUser user = await _app.RegisterAsync();
        string id = PaymentEvents.NewId("evt");
        string body = PaymentEvents.PaymentIntent(eventId: id, userId: user.Id)
            .Replace("\"livemode\": false,\n  \"pending", "\"livemode\": true,\n  \"pending", StringComparison.Ordinal);

        (await _app.DeliverAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);

        InboxEvent stored = (await FindAsync(id)).ShouldNotBeNull();
        stored.Status.ShouldBe(InboxEventStatus.Ignored);
        stored.Outcome.ShouldNotBeNull().ShouldContain("live mode");
    }

    [Test]
    public async Task Which_of_two_secrets_signed_is_counted()
    {
        long current = _metrics.Of("billing.webhook.signatures", 0);
        long old = _metrics.Of("billing.webhook.signatures", 1);

        (await _app.DeliverAsync(PaymentEvents.PaymentIntent())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.DeliverAsync(PaymentEvents.PaymentIntent(), OldSecret)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _metrics.Of("billing.webhook.signatures", 0).ShouldBe(current + 1);
        _metrics.Of("billing.webhook.signatures", 1).ShouldBe(old + 1);
    }

    [TestCase("t=99999999999999999999,v1=00")]
    [TestCase("t=9223372036854775807,v1=00")]
    [TestCase("t=-1,v1=00")]
    [TestCase("t,v1=00")]
    [TestCase("t=,v1=00")]
    [TestCase("v1=00")]
    [TestCase("=,=,=")]
    [TestCase(",,,,")]
    public async Task A_strange_header_is_refused(string header)
    {
        using HttpResponseMessage answer = await SendAsync(PaymentEvents.PaymentIntent(), header);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_signature");
    }

    [Test]
    public async Task A_header_of_a_thousand_signatures_is_refused()
    {
        string time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string header = $"t={time}" + string.Concat(Enumerable.Repeat(",v1=" + new string('0', 8), 1000));

        using HttpResponseMessage answer = await SendAsync(PaymentEvents.PaymentIntent(), header);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_signature");
    }

    [Test]
    public async Task A_header_of_a_hundred_kilobytes_is_refused()
    {
        using HttpResponseMessage answer = await SendAsync(PaymentEvents.PaymentIntent(), "t=1,v1=" + new string('0', 100_000));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Test]
    public async Task A_database_that_another_keeps_locked_means_503_and_no_row()
    {
        OnlyOnSqlite();
        string id = PaymentEvents.NewId("evt");
        await using (await LockedAsync())
        {
            using HttpResponseMessage refused = await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id));

            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "inbox_unavailable");
            refused.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await FindAsync(id)).ShouldBeNull();
        (await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_database_that_cannot_be_written_means_503_and_no_row()
    {
        OnlyOnSqlite();
        string id = PaymentEvents.NewId("evt");
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON stripe_events BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        try
        {
            using HttpResponseMessage refused = await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id));

            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "inbox_unavailable");
            (await FindAsync(id)).ShouldBeNull();
        }
        finally
        {
            await ExecuteAsync("DROP TRIGGER full");
        }

        (await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_caller_that_gives_up_does_not_take_its_event_back()
    {
        OnlyOnSqlite();
        string id = PaymentEvents.NewId("evt");
        await using (await LockedAsync())
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(
                PaymentEvents.PaymentIntent(eventId: id), signature: null, patience.Token));
        }

        await Wait.TrueAsync(async () => await FindAsync(id) is not null, "the event of the caller that gave up");
    }

    private static void OnlyOnSqlite()
    {
        if (Environment.GetEnvironmentVariable("BILLING_TEST_SQLSERVER") is { Length: > 0 })
        {
            Assert.Ignore("It breaks a SQLite file.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string? signature, CancellationToken cancellationToken = default)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using HttpClient client = _app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? Deliveries.Sign(bytes, BillingApp.WebhookSecret));
        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Keeps SQLite's only writer until it is disposed.</summary>
    private async Task<IAsyncDisposable> LockedAsync()
    {
        SqliteConnection connection = await OpenAsync();
        await using SqliteCommand begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = await OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        string file = await _app.WithDbAsync(db => Task.FromResult(db.Database.GetDbConnection().DataSource));
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private Task<InboxEvent?> FindAsync(string id) => _app.WithDbAsync(db => db.StripeEvents.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id));
}
