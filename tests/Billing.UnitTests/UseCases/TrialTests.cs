using Billing.Application.Checkout;
using Billing.Application.Portal;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class TrialTests : SubscriptionTest
{
    private static readonly CreateCheckoutSession Team = new("team", null, "https://app.test/ok", "https://app.test/no", 3);

    [Test]
    public async Task Who_had_no_trial_gets_one_where_the_price_has_one()
    {
        await EndAsync();

        (await GetAsync()).TrialAvailable.ShouldBeTrue();
        CheckoutSession checkout = await CheckOutAsync(Team);
        (checkout.TrialDays, checkout.Quantity).ShouldBe((14, 3));
        (await CheckOutAsync(Team with { PlanId = "pro", Quantity = null })).TrialDays.ShouldBeNull();
    }

    [Test]
    public async Task Nobody_gets_a_second_trial_however_the_first_one_ended()
    {
        AtStripe = AtStripe with { TrialEnd = Now.AddDays(-5) };
        await EndAsync();

        (await GetAsync()).TrialAvailable.ShouldBeFalse();
        (await CheckOutAsync(Team)).TrialDays.ShouldBeNull();
    }

    [Test]
    public async Task Seats_are_for_plans_that_are_sold_by_seats()
    {
        await EndAsync();

        await RefusedAsync(Team with { PlanId = "pro" }, "not_per_seat");
    }

    [Test]
    public async Task The_portal_opens_for_the_users_own_customer()
    {
        (await App.SendAsync(new CreatePortalSession("https://app.test/account", PortalFlow.PaymentMethodUpdate))).Url.ShouldBe("https://portal.test/cus_1");
        Stripe.Flow.ShouldBe(PortalFlow.PaymentMethodUpdate);

        Stripe.DeleteCustomer("cus_1");
        (await App.SendAsync(new CreatePortalSession("https://app.test/account", null))).Url.ShouldBe("https://portal.test/cus_2");
    }

    private async Task EndAsync()
    {
        AtStripe = AtStripe with { Status = SubscriptionStatus.Canceled, EndedAt = Now };
        await SyncAsync();
    }

    private async Task<CheckoutSession> CheckOutAsync(CreateCheckoutSession request)
    {
        CreatedCheckoutSession created = await App.SendAsync(request);
        return await App.InDatabaseAsync(db => db.CheckoutSessions.AsNoTracking().SingleAsync(s => s.StripeSessionId == created.SessionId));
    }
}
