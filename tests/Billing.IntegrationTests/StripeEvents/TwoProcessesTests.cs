using System.Net;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Two applications on one database: what one takes in the other may process, and each event counts once.</summary>
public sealed class TwoProcessesTests
{
    private const int Payments = 40;

    [Test]
    public async Task Deliveries_to_two_processes_at_once_make_each_payment_once()
    {
        TestDatabase database = TestDatabase.Create();
        await using BillingApp first = await BillingApp.StartAsync(database: database);
        BillingApp second = await BillingApp.StartAsync(database: database);
        TestUser user = await first.RegisterAsync();
        DateTimeOffset at = DateTimeOffset.UtcNow;
        List<string> bodies = [.. Enumerable.Range(0, Payments).SelectMany(_ => EventsOf(PaymentEvents.NewId("pi"), user.Id, at))];

        HttpResponseMessage[] answers = await Task.WhenAll(bodies.Select((body, n) => (n % 2 == 0 ? first : second).DeliverAsync(body))
            .Concat(bodies.Select((body, n) => (n % 2 == 0 ? second : first).DeliverAsync(body))));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        await first.UntilProcessedAsync();
        await second.StopAsync();

        List<PaymentStatus> payments = await first.WithDbAsync(db => db.Payments.AsNoTracking().Select(p => p.Status).ToListAsync());
        payments.Count.ShouldBe(Payments);
        payments.ShouldAllBe(s => s == PaymentStatus.Succeeded);
        (await first.WithDbAsync(db => db.PaymentCounts.SingleAsync(c => c.UserId == user.Id))).Total.ShouldBe(Payments);
        (await first.WithDbAsync(db => db.StripeEvents.CountAsync(e => e.Status == InboxEventStatus.Processed))).ShouldBe(bodies.Count);
    }

    private static IEnumerable<string> EventsOf(string intent, Guid user, DateTimeOffset at) =>
    [
        PaymentEvents.PaymentIntent(intentId: intent, userId: user, created: at),
        PaymentEvents.PaymentIntent("payment_intent.payment_failed", intentId: intent, userId: user, created: at.AddSeconds(-1)),
        PaymentEvents.PaymentIntent("payment_intent.processing", intentId: intent, userId: user, created: at.AddSeconds(-2)),
    ];
}
