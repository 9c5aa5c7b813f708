using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.Application.StripeEvents;
using Billing.Domain.Customers;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>
/// The events of one paid checkout, as the simulator sent them, delivered in other orders for other users to an application that has no
/// Stripe to ask: whatever the order, the rows end the same.
/// </summary>
public sealed class AnyOrderTests
{
    /// <summary>What a payment in the history is made of: 5 events have 120 orders.</summary>
    private static readonly string[] Essential =
        ["payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice_payment.paid", "customer.subscription.created"];

    private PaidCheckout _original = null!;
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task PayOnceAsync()
    {
        _original = await PaidCheckout.RunAsync();
        _app = await BillingApp.StartAsync();
        await _app.WithDbAsync(_original.CopyPlansAsync);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Every_order_of_the_events_that_make_a_payment_ends_in_the_same_row()
    {
        CheckoutEvent[] essential = [.. _original.Events.Where(e => Essential.Contains(e.Type))];
        essential.Length.ShouldBe(Essential.Length);

        await DeliverAsync(Permutations(essential));
    }

    [Test]
    public async Task Any_order_of_all_events_of_a_checkout_ends_in_the_same_row()
    {
        var random = new Random(4711);
        // Nobody is there to ask, and a new default means of payment is a reason to ask.
        CheckoutEvent[] handled = [.. _original.Events.Where(e => StripeEventCommands.Handles(e.Type) && e.Type != "customer.updated")];

        await DeliverAsync(Enumerable.Range(0, 60).Select(_ =>
        {
            CheckoutEvent[] shuffled = [.. handled];
            random.Shuffle(shuffled);
            return shuffled;
        }));
    }

    /// <summary>Delivers each order for a user of its own, and looks at all of them when everything is processed.</summary>
    private async Task DeliverAsync(IEnumerable<CheckoutEvent[]> orders)
    {
        var users = new List<(Guid Id, string Order)>();
        foreach (CheckoutEvent[] order in orders)
        {
            string mark = Guid.NewGuid().ToString("N")[..12];
            TestUser user = await _app.RegisterAsync();
            await _app.WithDbAsync(db => GiveCustomerAsync(db, user.Id, _original.CustomerId + mark));
            foreach (CheckoutEvent stripeEvent in order.Append(order[0]))
            {
                using HttpResponseMessage answer = await _app.DeliverAsync(_original.For(stripeEvent, user.Id, mark));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            }

            users.Add((user.Id, string.Join(", ", order.Select(e => e.Type))));
        }

        await _app.UntilProcessedAsync();
        foreach ((Guid id, string order) in users)
        {
            await ShouldBeAsTheOriginalAsync(id, order);
        }
    }

    private async Task ShouldBeAsTheOriginalAsync(Guid userId, string order)
    {
        PaymentTransaction payment = await _app.WithDbAsync(db => db.Payments.AsNoTracking().SingleAsync(p => p.UserId == userId));
        UserSubscription subscription = await _app.WithDbAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.UserId == userId));
        subscription.IsCurrent.ShouldBeTrue(order);
        subscription.Status.ShouldBe(SubscriptionStatus.Active, order);
        payment.SubscriptionId.ShouldBe(subscription.Id, order);
        payment.StripeInvoiceId.ShouldNotBeNull(order);
        payment.IsComplete.ShouldBeTrue(order);
        Facts(payment).ShouldBe(_original.Payment, order);
        List<string> mails = await _app.WithDbAsync(db => db.EmailMessages.Where(m => m.UserId == userId).Select(m => m.Kind + " " + m.SubjectId).ToListAsync());
        mails.ShouldBe([$"receipt {payment.StripePaymentIntentId}", $"welcome {userId}"], ignoreOrder: true, order);
    }

    private static object Facts(PaymentTransaction p) => PaidCheckout.FactsOf(p);

    private static async Task<int> GiveCustomerAsync(Billing.Infrastructure.Persistence.BillingDbContext db, Guid userId, string customerId)
    {
        var snapshot = new CustomerSnapshot { Id = customerId, CreatedAt = DateTime.UnixEpoch, MetadataUserId = userId };
        db.Customers.Add(Customer.Adopt(userId, snapshot, SeenInterval.At(DateTime.UnixEpoch), isPrimary: true, DateTime.UtcNow));
        return await db.SaveChangesAsync();
    }

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((first, i) => Permutations<T>([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[first, .. rest]));
}
