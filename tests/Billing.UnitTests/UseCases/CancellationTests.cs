using Billing.Application.Abstractions;
using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class CancellationTests : SubscriptionTest
{
    private static readonly CancelSubscription AtPeriodEnd = new(CancellationTime.PeriodEnd, "Done", CancellationFeedback.Unused);

    [Test]
    public async Task Cancelling_keeps_access_until_period_end()
    {
        SubscriptionDetails answer = await App.SendAsync(AtPeriodEnd);

        answer.CancelAtPeriodEnd.ShouldBeTrue();
        answer.HasAccess.ShouldBeTrue();
        answer.AccessUntil.ShouldBe(AtStripe.CurrentPeriodEnd);
        Stripe.Told.ShouldBe(new CancellationDetails("Done", CancellationFeedback.Unused));
        (await GetAsync()).ShouldBeEquivalentTo(answer);
    }

    [Test]
    public async Task A_cancellation_can_be_taken_back()
    {
        await App.SendAsync(AtPeriodEnd);

        SubscriptionDetails answer = await App.SendAsync(new TakeBackCancellation());

        answer.CancelAtPeriodEnd.ShouldBeFalse();
        answer.AccessUntil.ShouldBeNull();
    }

    [Test]
    public async Task Taking_back_what_was_not_cancelled_changes_nothing()
    {
        await App.SendAsync(new TakeBackCancellation());

        Stripe.Calls.ShouldNotContain(c => c.StartsWith("create keep", StringComparison.Ordinal));
    }

    [Test]
    public async Task Cancelling_at_once_ends_it()
    {
        SubscriptionDetails answer = await App.SendAsync(new CancelSubscription(CancellationTime.Now, null, null));

        answer.Status.ShouldBeNull();
        answer.Plan!.Code.ShouldBe("free");
        await RefusedAsync(new TakeBackCancellation(), "no_subscription");
    }

    [Test]
    public async Task What_has_ended_at_Stripe_meanwhile_cannot_be_changed()
    {
        AtStripe = AtStripe with { Status = SubscriptionStatus.Canceled, EndedAt = Now };

        await RefusedAsync(AtPeriodEnd, "no_subscription");
    }

    [Test]
    public async Task Cancelling_takes_a_planned_change_back()
    {
        AtStripe = AtStripe with { PriceId = "price_team" };
        await App.SendAsync(new ChangePlan("pro", null, null, null));
        (await GetAsync()).PendingChange.ShouldNotBeNull();

        SubscriptionDetails answer = await App.SendAsync(AtPeriodEnd);

        answer.PendingChange.ShouldBeNull();
        answer.CancelAtPeriodEnd.ShouldBeTrue();
    }
}
