using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Errors;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

/// <summary>A user who is subscribed to Pro, by the month, in the middle of a period.</summary>
public abstract class SubscriptionTest
{
    protected const string Id = "sub_1";

    private protected UseCaseHarness App { get; private set; } = null!;

    private protected FakeStripe Stripe => App.Stripe;

    private protected DateTime Now => App.Clock.UtcNow;

    /// <summary>What Stripe has.</summary>
    private protected SubscriptionSnapshot AtStripe
    {
        get => Stripe.Subscriptions[Id];
        set => Stripe.Subscriptions[Id] = value;
    }

    [SetUp]
    public async Task Subscribe()
    {
        App = await UseCaseHarness.StartAsync();
        (await App.UseAsync<StripeCustomers, string>(customers => customers.EnsureAsync(App.Id, default))).ShouldBe("cus_1");
        await AddAsync(Snapshot(Id));
    }

    [TearDown]
    public async Task Stop() => await App.DisposeAsync();

    private protected SubscriptionSnapshot Snapshot(string id, string price = "price_month") => new()
    {
        Id = id,
        CustomerId = "cus_1",
        MetadataUserId = App.Id,
        CreatedAt = Now.AddDays(-10),
        Status = SubscriptionStatus.Active,
        PriceId = price,
        ItemId = "si_1",
        Quantity = 1,
        CurrentPeriodStart = Now.AddDays(-10),
        CurrentPeriodEnd = Now.AddDays(20),
    };

    /// <summary>Stripe has the subscription, and it is mirrored.</summary>
    private protected async Task AddAsync(SubscriptionSnapshot snapshot)
    {
        Stripe.Subscriptions[snapshot.Id] = snapshot;
        await SyncAsync(snapshot.Id);
    }

    private protected Task<EventOutcome> SyncAsync(string id = Id) => App.UseAsync<IServiceProvider, EventOutcome>(
        services => services.GetRequiredService<IUnitOfWork>().RunAsync(
            ct => services.GetRequiredService<SubscriptionMirror>().RefreshAsync(id, ct), default));

    private protected Task<SubscriptionDetails> GetAsync() => App.SendAsync(new GetSubscription());

    private protected async Task<BillingException> RefusedAsync<T>(IRequest<T> request, string code)
    {
        BillingException refusal = await Should.ThrowAsync<BillingException>(() => App.SendAsync(request));
        refusal.Code.ShouldBe(code);
        return refusal;
    }
}
