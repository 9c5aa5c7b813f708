using System.Net;
using System.Net.Http.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Plans;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Emails;

/// <summary>An application that has no Stripe to ask, whose mails go through the outbox to a sender of the test; and what tests of them have in common.</summary>
public abstract class BillingEmailTest
{
    private readonly ShiftedClock _clock = new();
    private readonly RecordingSender _sender = new();
    private TestUser _operator = null!;

    internal BillingApp App { get; private set; } = null!;

    internal KnownCards Cards { get; } = new();

    internal static DateTime Now => DateTime.UtcNow;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        App = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Billing:ProductName"] = "Sigma & Sons", ["Billing:Seller:AddressLines:0"] = "1 Example Street" },
            services =>
            {
                _clock.Replace(services);
                _sender.Replace(services);
                services.Replace(ServiceDescriptor.Singleton<IStripeCards>(Cards));
                services.Replace(ServiceDescriptor.Singleton(StripeWithoutPayments()));
            });
        _operator = await App.RegisterOperatorAsync();
        await App.WithDbAsync(async db =>
        {
            foreach ((string code, string name, long amount) in new[] { ("pro", "Pro", 1900L), ("team", "Team <em>", 4900L) })
            {
                var plan = Plan.Create(code);
                plan.Describe(name, null, [], 1, active: true);
                var price = PlanPrice.Create(plan.Id, "price_" + code, code, "usd", amount, BillingInterval.Month);
                price.PerSeat = true;
                plan.Add(price);
                db.Plans.Add(plan);
            }

            return await db.SaveChangesAsync();
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _operator.Dispose();
        await App.DisposeAsync();
    }

    internal static SubscriptionFacts Pro(TestUser user) => new(user.Id, "price_pro");

    internal async Task TellAsync(params string[] bodies)
    {
        foreach (string body in bodies)
        {
            using HttpResponseMessage answer = await App.DeliverAsync(body);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await App.UntilProcessedAsync();
    }

    /// <summary>Has every event that was ever received processed once more.</summary>
    internal async Task ReplayAsync()
    {
        foreach (string status in (string[])["processed", "ignored"])
        {
            using HttpResponseMessage answer = await _operator.Client.PostAsJsonAsync("/v1/admin/events/replay", new { status });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }

        await App.UntilProcessedAsync();
    }

    /// <summary>Lets the moment pass for which mails wait, and waits until nothing is due.</summary>
    internal async Task SendDueAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(15));
        await Wait.TrueAsync(
            () => App.WithDbAsync(db => db.EmailMessages.AllAsync(m => m.SentAt != null)), "all mails sent");
    }

    internal Task<IReadOnlyList<Email>> SentAsync(TestUser user, int count) =>
        Wait.UntilAsync(() => Task.FromResult(_sender.To(user.Email)), mails => mails.Count >= count, $"{count} mails");

    internal async Task<IReadOnlyList<string>> KindsAsync(TestUser user) => [.. (await MessagesAsync(user)).Select(m => m.Kind).Order()];

    internal async Task<IReadOnlyList<string>> SubjectsAsync(TestUser user) =>
        [.. (await MessagesAsync(user)).Select(m => $"{m.Kind} {m.SubjectId}").Order()];

    internal Task<List<EmailMessage>> MessagesAsync(TestUser user) =>
        App.WithDbAsync(db => db.EmailMessages.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync());

    /// <summary>Stripe has no payment for the invoices here, and is asked for nothing else.</summary>
    private static IStripeGateway StripeWithoutPayments()
    {
        var stripe = new Mock<IStripeGateway>(MockBehavior.Strict);
        stripe.Setup(s => s.FindPaymentOfInvoiceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new StripeAnswer<InvoicePaymentSnapshot>(null, Now, TimeSpan.Zero));
        return stripe.Object;
    }

    /// <summary>Stands in for Stripe where nothing but a card is asked for.</summary>
    internal sealed class KnownCards : IStripeCards
    {
        public Dictionary<string, CardOnFile> Cards { get; } = [];

        public Task<CardOnFile?> FindDefaultAsync(string stripeSubscriptionId, CancellationToken cancellationToken) =>
            Task.FromResult(Cards.GetValueOrDefault(stripeSubscriptionId));

        public Task ChargeCustomersDefaultAsync(string stripeSubscriptionId, string idempotencyKey, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
