using Billing.Application.Errors;
using Billing.Application.Subscriptions;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class PlanChangeTests : SubscriptionTest
{
    private static readonly ChangePlan ToTeam = new("team", null, 3, null);
    private static readonly ChangePlan ToPro = new("pro", null, null, null);

    [Test]
    public async Task A_dearer_plan_is_there_at_once_for_what_the_preview_showed()
    {
        ChangePreview preview = await App.SendAsync(new PreviewPlanChange("team", null, 3));
        App.Clock.Advance(TimeSpan.FromMinutes(2));

        SubscriptionDetails answer = await App.SendAsync(ToTeam with { ProrationDate = preview.ProrationDate });

        preview.TakesEffect.ShouldBe(ChangeMoment.Now);
        preview.DueTodayCents.ShouldBe(FakeStripe.Prorated);
        preview.NextPaymentAt.ShouldBe(AtStripe.CurrentPeriodEnd);
        answer.Plan!.Code.ShouldBe("team");
        answer.Quantity.ShouldBe(3);
        Stripe.Changes[^1].ShouldBe(Stripe.Changes.Find(c => c.ProrationDate == preview.ProrationDate));
        (await GetAsync()).ShouldBeEquivalentTo(answer);
    }

    [Test]
    public async Task A_preview_changes_nothing()
    {
        await App.SendAsync(new PreviewPlanChange("team", null, 3));

        Stripe.Calls.ShouldNotContain(c => c.StartsWith("create plan", StringComparison.Ordinal));
        (await GetAsync()).Plan!.Code.ShouldBe("pro");
    }

    [Test]
    public async Task A_cheaper_plan_waits_for_the_period_to_end()
    {
        await OnTeamAsync();
        ChangePreview preview = await App.SendAsync(new PreviewPlanChange("pro", null, null));

        SubscriptionDetails answer = await App.SendAsync(ToPro);

        preview.TakesEffect.ShouldBe(ChangeMoment.PeriodEnd);
        preview.DueTodayCents.ShouldBe(0);
        preview.ProrationDate.ShouldBeNull();
        answer.Plan!.Code.ShouldBe("team");
        answer.PendingChange!.Plan!.Code.ShouldBe("pro");
        answer.PendingChange.TakesEffectAt.ShouldBe(AtStripe.CurrentPeriodEnd);
        answer.PendingChange.AwaitsPayment.ShouldBeFalse();
    }

    [Test]
    public async Task A_planned_change_can_be_taken_back()
    {
        await OnTeamAsync();
        await App.SendAsync(ToPro);

        (await App.SendAsync(new TakeBackPlanChange())).PendingChange.ShouldBeNull();
        (await App.SendAsync(new TakeBackPlanChange())).PendingChange.ShouldBeNull();

        Stripe.Calls.Count(c => c.StartsWith("create release", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task Another_downgrade_replaces_the_planned_one()
    {
        await OnTeamAsync(seats: 5);
        await App.SendAsync(ToPro);

        SubscriptionDetails answer = await App.SendAsync(new ChangeQuantity(2, null));

        answer.PendingChange!.Plan!.Code.ShouldBe("team");
        answer.PendingChange.Quantity.ShouldBe(2);
    }

    [Test]
    public async Task An_upgrade_that_is_not_paid_leaves_the_plan_and_says_where_to_pay()
    {
        Stripe.DeclinesPayments = true;

        BillingException refusal = await RefusedAsync(ToTeam, "payment_declined");

        refusal.Kind.ShouldBe(BillingErrorKind.PaymentDeclined);
        refusal.Url.ShouldBe("https://invoice.test/in_1");
        SubscriptionDetails now = await GetAsync();
        now.Plan!.Code.ShouldBe("pro");
        now.PendingChange!.Plan!.Code.ShouldBe("team");
        now.PendingChange.AwaitsPayment.ShouldBeTrue();
        now.OpenInvoice!.AmountDueCents.ShouldBe(FakeStripe.Prorated);
    }

    [Test]
    public async Task An_unpaid_upgrade_can_be_taken_back()
    {
        Stripe.DeclinesPayments = true;
        await RefusedAsync(ToTeam, "payment_declined");

        SubscriptionDetails answer = await App.SendAsync(new TakeBackPlanChange());

        answer.PendingChange.ShouldBeNull();
        answer.OpenInvoice.ShouldBeNull();
        answer.Plan!.Code.ShouldBe("pro");
    }

    [Test]
    public async Task The_same_key_makes_one_change()
    {
        App.Key = "k1";
        SubscriptionDetails first = await App.SendAsync(ToTeam);

        (await App.SendAsync(ToTeam)).ShouldBeEquivalentTo(first);

        Stripe.Calls.Count(c => c.StartsWith("create plan", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task A_lost_answer_does_not_charge_twice()
    {
        App.Key = "k1";
        Stripe.LostAnswers.Enqueue(new Billing.Application.Abstractions.StripeUnreachableException("lost", new IOException()));
        await Should.ThrowAsync<Billing.Application.Abstractions.StripeUnreachableException>(() => App.SendAsync(ToTeam));
        App.Clock.Advance(TimeSpan.FromSeconds(1));

        (await App.SendAsync(ToTeam)).Plan!.Code.ShouldBe("team");

        Stripe.Invoices.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_repeated_upgrade_that_waits_for_its_payment_still_waits_for_it()
    {
        App.Key = "k1";
        Stripe.DeclinesPayments = true;
        await RefusedAsync(ToTeam, "payment_declined");
        App.Clock.Advance(TimeSpan.FromSeconds(1));

        (await RefusedAsync(ToTeam, "payment_declined")).Url.ShouldBe("https://invoice.test/in_1");

        Stripe.Invoices.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_lost_answer_does_not_lose_a_planned_change()
    {
        await OnTeamAsync();
        App.Key = "k1";
        Stripe.LostAnswers.Enqueue(new Billing.Application.Abstractions.StripeUnreachableException("lost", new IOException()));
        await Should.ThrowAsync<Billing.Application.Abstractions.StripeUnreachableException>(() => App.SendAsync(ToPro));
        App.Clock.Advance(TimeSpan.FromSeconds(1));

        (await App.SendAsync(ToPro)).PendingChange!.Plan!.Code.ShouldBe("pro");

        Stripe.Schedules.Count.ShouldBe(1);
    }

    [TestCase("2026-01-15T10:59:00Z")]
    [TestCase("2026-01-15T12:05:00Z")]
    [TestCase("2025-12-31T12:00:00Z")]
    public async Task Nobody_chooses_the_moment_that_is_prorated_for(string date) =>
        await RefusedAsync(ToTeam with { ProrationDate = DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture) }, "preview_expired");

    [Test]
    public async Task What_ends_is_not_changed()
    {
        AtStripe = AtStripe with { CancelAtPeriodEnd = true, CancelAt = AtStripe.CurrentPeriodEnd };

        await RefusedAsync(ToTeam, "subscription_ending");
    }

    [Test]
    public async Task What_is_owed_comes_first()
    {
        AtStripe = AtStripe with { Status = SubscriptionStatus.PastDue };

        await RefusedAsync(ToTeam, "payment_due");
    }

    [Test]
    public async Task An_upgrade_of_a_paused_subscription_would_be_free_and_is_refused()
    {
        AtStripe = AtStripe with { CollectionPaused = true };

        await RefusedAsync(ToTeam, "subscription_paused");
    }

    [Test]
    public async Task The_plan_that_one_has_is_refused() => await RefusedAsync(ToPro, "same_plan");

    [Test]
    public async Task Another_interval_of_the_same_plan_takes_effect_at_once_when_it_is_longer()
    {
        (await App.SendAsync(new ChangePlan("pro", BillingInterval.Year, null, null))).Price!.Interval.ShouldBe(BillingInterval.Year);

        (await App.SendAsync(new ChangePlan("pro", BillingInterval.Month, null, null))).PendingChange!.Price!.Interval.ShouldBe(BillingInterval.Month);
    }

    [Test]
    public async Task More_seats_are_there_at_once_and_fewer_later()
    {
        await OnTeamAsync(seats: 2);

        (await App.SendAsync(new ChangeQuantity(5, null))).Quantity.ShouldBe(5);
        SubscriptionDetails fewer = await App.SendAsync(new ChangeQuantity(1, null));

        fewer.Quantity.ShouldBe(5);
        fewer.PendingChange!.Quantity.ShouldBe(1);
    }

    [Test]
    public async Task A_plan_without_seats_has_none()
    {
        await RefusedAsync(new ChangeQuantity(2, null), "not_per_seat");
        await RefusedAsync(new PreviewQuantityChange(2), "not_per_seat");
        AtStripe = AtStripe with { PriceId = "price_team" };
        await RefusedAsync(new ChangePlan("pro", null, 2, null), "not_per_seat");
    }

    [Test]
    public async Task In_a_trial_a_cheaper_plan_is_there_at_once()
    {
        await OnTeamAsync();
        AtStripe = AtStripe with { Status = SubscriptionStatus.Trialing, TrialEnd = AtStripe.CurrentPeriodEnd };

        (await App.SendAsync(ToPro)).Plan!.Code.ShouldBe("pro");
    }

    private async Task OnTeamAsync(long seats = 1)
    {
        AtStripe = AtStripe with { PriceId = "price_team", Quantity = seats };
        await SyncAsync();
    }
}
