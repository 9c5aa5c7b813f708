using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Stripe;
using Billing.Infrastructure.StripeEvents;
using Billing.UnitTests.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class EventQueueTests
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task MakeDatabaseAsync() => _database = await TestDatabase.MigratedAsync();

    [TearDown]
    public void DeleteDatabase() => _database.Dispose();

    [Test]
    public async Task An_event_whose_payload_is_gone_does_not_stop_the_queue()
    {
        await ReceiveAsync("evt_1", null);
        await ReceiveAsync("evt_2", "{}"u8.ToArray());
        await using SqliteBillingDbContext db = _database.Open();

        IReadOnlyList<ClaimedEvent> claimed = await new EventQueue(db, TimeProvider.System, Options.Create(new WebhookOptions())).ClaimAsync(64, default);

        claimed.Select(c => c.Event.Id).Order().ShouldBe(["evt_1", "evt_2"]);
        Should.Throw<FormatException>(() => new StripeObjectReader().Read<PaymentIntentSnapshot>(claimed.Single(c => c.Event.Id == "evt_1").Event))
            .Message.ShouldContain("no longer stored");
    }

    [Test]
    public async Task Events_that_wait_are_claimed_alike_by_the_prepared_statement_and_by_the_one_for_any_database()
    {
        foreach (string id in (string[])["evt_1", "evt_2", "evt_3", "evt_4"])
        {
            await ReceiveAsync(id, null);
        }

        await using SqliteBillingDbContext db = _database.Open();
        await db.StripeEvents.Where(e => e.Id == "evt_3").ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, InboxEventStatus.Dead));
        Guid lease = Guid.NewGuid();
        DateTime until = _database.Now.AddTicks(1234567);

        int prepared = 0;
        int alike = 0;
        await db.InTransactionAsync(
            async token =>
            {
                prepared = await db.MarkClaimedAsync(["evt_1", "evt_3"], lease, until, token);
                alike = await EventMarks.ClaimedAsync(db, ["evt_2", "evt_3"], lease, until, token);
            },
            default);

        (prepared, alike).ShouldBe((1, 1));
        List<string> rows = await db.Database
            .SqlQuery<string>($"SELECT status || ' ' || lease_token || ' ' || leased_until || ' ' || attempts AS Value FROM stripe_events WHERE id < 'evt_3' ORDER BY id")
            .ToListAsync();
        rows[0].ShouldStartWith("processing");
        rows[1].ShouldBe(rows[0]);
        (await db.StripeEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync())
            .ConvertAll(e => (e.Status, e.LeaseToken, e.LeasedUntil, e.Attempts))
            .ShouldBe(
            [
                (InboxEventStatus.Processing, lease, until, 1),
                (InboxEventStatus.Processing, lease, until, 1),
                (InboxEventStatus.Dead, null, null, 0),
                (InboxEventStatus.Pending, null, null, 0),
            ]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Done_events_are_marked_with_what_became_of_each_and_none_that_was_taken_over(bool atOnce)
    {
        Guid lease = Guid.NewGuid();
        foreach (string id in (string[])["evt_1", "evt_2", "evt_3", "evt_4"])
        {
            await ReceiveAsync(id, null);
        }

        await using SqliteBillingDbContext db = _database.Open();
        DateTime until = _database.Now.AddMinutes(1);
        await db.StripeEvents.ExecuteUpdateAsync(set => set
            .SetProperty(e => e.Status, InboxEventStatus.Processing).SetProperty(e => e.LeasedUntil, until)
            .SetProperty(e => e.LeaseToken, e => e.Id == "evt_3" ? Guid.Empty : lease).SetProperty(e => e.LastError, "once"));
        await db.StripeEvents.Where(e => e.Id == "evt_4").ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, InboxEventStatus.Pending));
        DoneEvent[] done =
        [
            new("evt_1", lease, InboxEventStatus.Processed, "applied"),
            new("evt_2", lease, InboxEventStatus.Ignored, "ignored: \"it's\" not begun here"),
            new("evt_3", lease, InboxEventStatus.Processed, "applied"),
            new("evt_4", lease, InboxEventStatus.Processed, "applied"),
        ];

        int marked = 0;
        await db.InTransactionAsync(
            async token => marked = await (atOnce ? db.MarkDoneAsync(done, _database.Now, token) : EventMarks.DoneAsync(db, done, _database.Now, token)), default);

        marked.ShouldBe(2);
        (await db.StripeEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync())
            .ConvertAll(e => (e.Id, e.Status, e.Outcome, e.ProcessedAt, IsHeld: e.LeaseToken is not null, e.LeasedUntil, e.LastError))
            .ShouldBe(
            [
                ("evt_1", InboxEventStatus.Processed, "applied", _database.Now, false, null, null),
                ("evt_2", InboxEventStatus.Ignored, "ignored: \"it's\" not begun here", _database.Now, false, null, null),
                ("evt_3", InboxEventStatus.Processing, null, null, true, until, "once"),
                ("evt_4", InboxEventStatus.Pending, null, null, true, until, "once"),
            ]);
    }

    [Test]
    public async Task Work_on_an_event_that_was_taken_over_is_refused()
    {
        await ReceiveAsync("evt_1", null);
        await using SqliteBillingDbContext db = _database.Open();
        var queue = new EventQueue(db, TimeProvider.System, Options.Create(new WebhookOptions()));
        ClaimedEvent mine = (await queue.ClaimAsync(1, default)).ShouldHaveSingleItem();
        await queue.ReleaseAsync(mine.LeaseToken, default);
        (await queue.ClaimAsync(1, default)).ShouldHaveSingleItem();

        await Should.ThrowAsync<LeaseLostException>(() =>
            db.InTransactionAsync(token => queue.CompleteAsync([(mine, EventOutcome.Applied)], token), default));
    }

    private async Task ReceiveAsync(string id, byte[]? payload)
    {
        await using SqliteBillingDbContext db = _database.Open();
        db.StripeEvents.Add(new InboxEvent
        {
            Id = id, Type = "payment_intent.succeeded", Livemode = false, CreatedAt = _database.Now, ReceivedAt = _database.Now, Lane = id,
            Status = InboxEventStatus.Pending, NextAttemptAt = _database.Now,
        });
        if (payload is not null)
        {
            db.EventPayloads.Add(new EventPayload { ReceivedAt = _database.Now, EventId = id, Body = payload });
        }

        await db.SaveChangesAsync();
    }
}
