using Billing.Application.Subscriptions;
using Billing.Domain.Operations;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class DuplicateSubscriptionTests : SubscriptionTest
{
    private const string SecondId = "sub_2";

    [SetUp]
    public Task SubscribeAgain() => AddAsync(Snapshot(SecondId, "price_team") with { CreatedAt = Now });

    [Test]
    public async Task A_second_live_subscription_shows_to_operators_and_the_first_one_counts()
    {
        DuplicateSubscription duplicate = (await App.SendAsync(new ListDuplicateSubscriptions())).Subscriptions.Single();

        duplicate.StripeSubscriptionId.ShouldBe(SecondId);
        duplicate.Email.ShouldBe("ann@example.com");
        duplicate.PlanName.ShouldBe("Team");
        SubscriptionDetails shown = await GetAsync();
        duplicate.DuplicateOf.ShouldBe(shown.Id!.Value);
        shown.Plan!.Code.ShouldBe("pro");
    }

    [Test]
    public async Task It_counts_while_the_first_one_is_not_paid_and_steps_back_when_it_is()
    {
        SubscriptionSnapshot paid = AtStripe;

        await AddAsync(paid with { Status = SubscriptionStatus.PastDue });
        (await GetAsync()).Plan!.Code.ShouldBe("team");
        await AddAsync(paid);

        (await GetAsync()).Plan!.Code.ShouldBe("pro");
        (await App.SendAsync(new ListDuplicateSubscriptions())).Subscriptions.Single().StripeSubscriptionId.ShouldBe(SecondId);
    }

    [Test]
    public async Task An_operator_ends_it_once_and_it_is_written_down()
    {
        Guid id = (await App.SendAsync(new ListDuplicateSubscriptions())).Subscriptions.Single().Id;

        EndedSubscription ended = await App.SendAsync(new EndSubscription(id, Refund: false));
        await App.SendAsync(new EndSubscription(id, Refund: false));

        ended.Status.ShouldBe(SubscriptionStatus.Canceled);
        ended.RefundedCents.ShouldBeNull();
        Stripe.Calls.Count(c => c.StartsWith("create cancel", StringComparison.Ordinal)).ShouldBe(1);
        (await App.SendAsync(new ListDuplicateSubscriptions())).Subscriptions.ShouldBeEmpty();
        (await GetAsync()).Plan!.Code.ShouldBe("pro");
        AuditEntry[] entries = await App.InDatabaseAsync(db => db.AuditEntries.AsNoTracking().ToArrayAsync());
        entries.ShouldAllBe(e => e.Action == "subscription.end" && e.SubjectId == SecondId && e.ActorId == App.Id);
    }

    [Test]
    public async Task One_that_was_never_paid_is_ended_without_a_refund()
    {
        Guid id = (await App.SendAsync(new ListDuplicateSubscriptions())).Subscriptions.Single().Id;

        (await App.SendAsync(new EndSubscription(id, Refund: true))).RefundedCents.ShouldBeNull();
    }

    [Test]
    public async Task What_is_not_there_cannot_be_ended() =>
        await RefusedAsync(new EndSubscription(Guid.NewGuid(), Refund: false), "subscription_not_found");
}
