using Billing.Domain.StripeEvents;
using Billing.Domain.Payments;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Stripe;
using Billing.Infrastructure.StripeEvents;
using Billing.UnitTests.Persistence;
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
