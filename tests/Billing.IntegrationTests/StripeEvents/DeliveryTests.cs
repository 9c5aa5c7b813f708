using System.Net;
using System.Text;
using System.Text.Json;
using Billing.Domain.Customers;
using Billing.Domain.Snapshots;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

public sealed class DeliveryTests
{
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await BillingApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_payment_of_a_user_named_in_the_metadata_is_in_the_history()
    {
        TestUser user = await _app.RegisterAsync();

        (await _app.DeliverAsync(PaymentEvents.PaymentIntent(userId: user.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);

        JsonElement payment = (await HistoryAsync(user, 1)).Single();
        payment.GetProperty("status").GetString().ShouldBe("succeeded");
        payment.GetProperty("amount_cents").GetInt64().ShouldBe(2000);
        payment.GetProperty("currency").GetString().ShouldBe("usd");
        payment.GetProperty("description").GetString().ShouldBe("A book");
    }

    [Test]
    public async Task A_payment_of_a_known_customer_is_in_the_history()
    {
        TestUser user = await _app.RegisterAsync();
        string customer = await GiveCustomerAsync(user);

        await _app.DeliverAsync(PaymentEvents.PaymentIntent(customerId: customer));

        (await HistoryAsync(user, 1)).Length.ShouldBe(1);
    }

    [Test]
    public async Task The_same_delivery_again_changes_nothing_and_is_acknowledged()
    {
        TestUser user = await _app.RegisterAsync();
        string body = PaymentEvents.PaymentIntent(userId: user.Id);

        await _app.DeliverAsync(body);
        await HistoryAsync(user, 1);
        (await _app.DeliverAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _app.UntilProcessedAsync();

        (await HistoryAsync(user, 1)).Length.ShouldBe(1);
    }

    [Test]
    public async Task Fifty_deliveries_at_once_of_one_event_make_one_payment()
    {
        TestUser user = await _app.RegisterAsync();
        string eventId = PaymentEvents.NewId("evt");
        string body = PaymentEvents.PaymentIntent(eventId: eventId, userId: user.Id);

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _app.DeliverAsync(body)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        await _app.UntilProcessedAsync();
        (await HistoryAsync(user, 1)).Length.ShouldBe(1);
        (await _app.WithDbAsync(db => db.StripeEvents.CountAsync(e => e.Id == eventId))).ShouldBe(1);
    }

    [Test]
    public async Task A_forged_delivery_is_refused_and_leaves_nothing()
    {
        string eventId = PaymentEvents.NewId("evt");

        using HttpResponseMessage answer = await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: eventId), "whsec_forged");

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_signature");
        (await FindAsync(eventId)).ShouldBeNull();
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("12")]
    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("""{"id": 7, "object": "event", "type": "x", "created": 1, "data": {"object": {}}}""")]
    public async Task A_signed_body_that_is_no_event_is_refused(string body)
    {
        using HttpResponseMessage answer = await _app.DeliverAsync(body);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_event");
    }

    [Test]
    public async Task A_signed_body_that_is_not_text_is_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes(PaymentEvents.PaymentIntent());
        body[body.AsSpan().IndexOf("evt_"u8)] = 0xFF;

        using HttpResponseMessage answer = await _app.DeliverAsync(body);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_event");
    }

    [Test]
    public async Task A_byte_order_mark_and_Windows_line_ends_that_were_signed_do_no_harm()
    {
        TestUser user = await _app.RegisterAsync();

        await _app.DeliverAsync("\uFEFF" + PaymentEvents.PaymentIntent(userId: user.Id).ReplaceLineEndings("\r\n"));

        (await HistoryAsync(user, 1)).Length.ShouldBe(1);
    }

    [Test]
    public async Task A_body_of_more_than_a_mebibyte_is_refused()
    {
        using HttpResponseMessage answer = await _app.DeliverAsync(new string(' ', (1024 * 1024) + 1));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task A_payment_of_a_stranger_is_ignored()
    {
        string eventId = PaymentEvents.NewId("evt");

        await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: eventId, userId: Guid.NewGuid()));
        await _app.UntilProcessedAsync();

        InboxEvent stored = (await FindAsync(eventId)).ShouldNotBeNull();
        stored.Status.ShouldBe(InboxEventStatus.Ignored);
        stored.Outcome.ShouldBe("ignored: not ours");
    }

    [Test]
    public async Task A_type_that_is_not_processed_is_kept_and_ignored()
    {
        string eventId = PaymentEvents.NewId("evt");

        (await _app.DeliverAsync(PaymentEvents.PaymentIntent("payment_intent.created", eventId))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await FindAsync(eventId)).ShouldNotBeNull().Status.ShouldBe(InboxEventStatus.Ignored);
    }

    [Test]
    public async Task An_event_that_cannot_be_read_ends_dead_and_the_others_go_on()
    {
        TestUser user = await _app.RegisterAsync();
        string poison = PaymentEvents.NewId("evt");

        await _app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: poison, userId: user.Id, status: "a_status_of_the_future"));
        await _app.DeliverAsync(PaymentEvents.PaymentIntent(userId: user.Id));

        await HistoryAsync(user, 1);
        await _app.UntilProcessedAsync();
        InboxEvent dead = (await FindAsync(poison)).ShouldNotBeNull();
        dead.Status.ShouldBe(InboxEventStatus.Dead);
        dead.LastError.ShouldNotBeNull().ShouldContain("a_status_of_the_future");
        _app.Log.Lines.Count(l => l.Text.Contains(poison, StringComparison.Ordinal) && l.Text.StartsWith("Alert", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Test]
    public async Task An_event_at_which_the_worker_died_every_time_ends_dead()
    {
        TestUser user = await _app.RegisterAsync();
        string killer = PaymentEvents.NewId("evt");
        DateTime now = DateTime.UtcNow;
        await _app.WithDbAsync(db =>
        {
            db.StripeEvents.Add(new InboxEvent
            {
                Id = killer,
                Type = "payment_intent.succeeded",
                Livemode = false,
                CreatedAt = DateTime.UtcNow,
                ReceivedAt = now,
                Lane = killer,
                Status = InboxEventStatus.Pending,
                Attempts = 10,
                NextAttemptAt = DateTime.UtcNow,
            });
            db.EventPayloads.Add(new EventPayload
            {
                ReceivedAt = now, EventId = killer, Body = Encoding.UTF8.GetBytes(PaymentEvents.PaymentIntent(eventId: killer, userId: user.Id)),
            });
            return db.SaveChangesAsync();
        });

        await _app.UntilProcessedAsync();

        (await FindAsync(killer)).ShouldNotBeNull().Status.ShouldBe(InboxEventStatus.Dead);
        (await HistoryAsync(user, 0)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_failure_that_arrives_late_does_not_undo_a_success()
    {
        TestUser user = await _app.RegisterAsync();
        string intent = PaymentEvents.NewId("pi");
        DateTimeOffset paidAt = DateTimeOffset.UtcNow;

        await _app.DeliverAsync(PaymentEvents.PaymentIntent(intentId: intent, userId: user.Id, created: paidAt));
        await HistoryAsync(user, 1);
        await _app.DeliverAsync(PaymentEvents.PaymentIntent(
            "payment_intent.payment_failed", intentId: intent, userId: user.Id, created: paidAt.AddMinutes(-1)));
        await _app.UntilProcessedAsync();

        (await HistoryAsync(user, 1)).Single().GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Test]
    public async Task Success_and_failure_of_the_same_second_end_in_success_in_either_order()
    {
        TestUser user = await _app.RegisterAsync();
        DateTimeOffset at = DateTimeOffset.UtcNow;
        foreach (string[] order in new[] { new[] { "payment_failed", "succeeded" }, ["succeeded", "payment_failed"] })
        {
            string intent = PaymentEvents.NewId("pi");
            foreach (string what in order)
            {
                await _app.DeliverAsync(PaymentEvents.PaymentIntent("payment_intent." + what, intentId: intent, userId: user.Id, created: at));
                await _app.UntilProcessedAsync();
            }
        }

        (await HistoryAsync(user, 2)).ShouldAllBe(p => p.GetProperty("status").GetString() == "succeeded");
    }

    private static Task<JsonElement[]> HistoryAsync(TestUser user, int atLeast) => Wait.UntilAsync(
        async () =>
        {
            using HttpResponseMessage answer = await user.Client.GetAsync(new Uri("/v1/billing/history", UriKind.Relative));
            return (await answer.ReadJsonAsync()).GetProperty("transactions").EnumerateArray().ToArray();
        },
        payments => payments.Length >= atLeast,
        $"{atLeast} payments in the history");

    private Task<InboxEvent?> FindAsync(string eventId) =>
        _app.WithDbAsync(db => db.StripeEvents.AsNoTracking().SingleOrDefaultAsync(e => e.Id == eventId));

    private Task<string> GiveCustomerAsync(TestUser user) => _app.WithDbAsync(async db =>
    {
        string id = PaymentEvents.NewId("cus");
        var snapshot = new CustomerSnapshot { Id = id, CreatedAt = DateTime.UtcNow, Email = user.Email, MetadataUserId = user.Id };
        db.Customers.Add(Customer.Adopt(user.Id, snapshot, SeenInterval.At(DateTime.UtcNow.AddHours(-1)), true, DateTime.UtcNow));
        await db.SaveChangesAsync();
        return id;
    });
}
