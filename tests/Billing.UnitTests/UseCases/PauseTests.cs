using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class PauseTests : SubscriptionTest
{
    private static readonly PauseSubscription Pause = new(null);
    private static readonly ResumeSubscription Resume = new();

    [Test]
    public async Task A_pause_keeps_what_is_paid_and_no_more()
    {
        DateTime paidUntil = AtStripe.CurrentPeriodEnd;

        SubscriptionDetails answer = await App.SendAsync(Pause);

        answer.CollectionPaused.ShouldBeTrue();
        answer.HasAccess.ShouldBeTrue();
        answer.AccessUntil.ShouldBe(paidUntil);
        await PassPeriodAsync();
        (await GetAsync()).HasAccess.ShouldBeFalse();
    }

    [Test]
    public async Task Resuming_within_the_paid_period_costs_nothing()
    {
        await App.SendAsync(Pause);

        SubscriptionDetails answer = await App.SendAsync(Resume);

        answer.CollectionPaused.ShouldBeFalse();
        answer.AccessUntil.ShouldBeNull();
        Stripe.Invoices.ShouldBeEmpty();
    }

    [Test]
    public async Task Resuming_after_the_paid_period_begins_and_charges_a_new_one()
    {
        await App.SendAsync(Pause);
        await PassPeriodAsync();

        SubscriptionDetails answer = await App.SendAsync(Resume);

        answer.HasAccess.ShouldBeTrue();
        answer.CurrentPeriodStart.ShouldBe(Now);
        Stripe.Invoices.Count.ShouldBe(1);
    }

    [Test]
    public async Task Who_resumes_without_paying_gets_no_access()
    {
        await App.SendAsync(Pause);
        await PassPeriodAsync();
        Stripe.DeclinesPayments = true;

        (await RefusedAsync(Resume, "payment_declined")).Url.ShouldBe("https://invoice.test/in_1");

        (await GetAsync()).HasAccess.ShouldBeFalse();
    }

    [Test]
    public async Task What_Stripe_resumes_by_itself_gives_access_with_the_next_payment()
    {
        await App.SendAsync(new PauseSubscription(AtStripe.CurrentPeriodEnd.AddDays(5)));
        await PassPeriodAsync();
        AtStripe = AtStripe with { CollectionPaused = false, CollectionResumesAt = null };
        await SyncAsync();

        (await GetAsync()).HasAccess.ShouldBeFalse();
        await PassPeriodAsync();
        (await GetAsync()).HasAccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_subscription_whose_trial_ended_without_a_card_goes_on_when_it_is_paid()
    {
        AtStripe = AtStripe with { Status = SubscriptionStatus.Paused };
        Stripe.DeclinesPayments = true;
        (await RefusedAsync(Resume, "payment_declined")).Url.ShouldBe("https://invoice.test/in_1");
        (await RefusedAsync(Resume, "payment_declined")).Url.ShouldBe("https://invoice.test/in_1");
        (await GetAsync()).Status.ShouldBe(SubscriptionStatus.Paused);

        AtStripe = AtStripe with { Status = SubscriptionStatus.Active };

        (await App.SendAsync(Resume)).Status.ShouldBe(SubscriptionStatus.Active);
    }

    [Test]
    public async Task What_ends_or_is_owed_is_not_paused()
    {
        AtStripe = AtStripe with { Status = SubscriptionStatus.PastDue };
        await RefusedAsync(Pause, "payment_due");
        AtStripe = AtStripe with { Status = SubscriptionStatus.Active, CancelAtPeriodEnd = true, CancelAt = AtStripe.CurrentPeriodEnd };
        await RefusedAsync(Pause, "subscription_ending");
    }

    private async Task PassPeriodAsync()
    {
        App.Clock.Advance(AtStripe.CurrentPeriodEnd.AddHours(1) - Now);
        Stripe.Renew(Id);
        await SyncAsync();
    }
}
