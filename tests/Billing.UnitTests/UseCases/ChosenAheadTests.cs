using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.Subscriptions;
using Billing.Domain.Operations;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

/// <summary>A user's current subscription, chosen before the transaction that writes it (docs/decisions/0008-events-in-batches.md).</summary>
[TestFixture]
public sealed class ChosenAheadTests : BatchTest
{
    [Test]
    public async Task A_subscription_that_somebody_else_stores_meanwhile_is_seen_under_the_writer()
    {
        await AddAsync(AtStripe with { Status = SubscriptionStatus.Canceled });
        await App.UseAsync<IServiceProvider, int>(services => services.GetRequiredService<IUnitOfWork>().RunAsync(
            async token =>
            {
                await services.GetRequiredService<SubscriptionsOfUsers>().ReadAsync([App.Id], token);
                if (Runs++ == 0)
                {
                    await StoreBesideAsync((db, changes) =>
                    {
                        db.Subscriptions.Add(UserSubscription.From(App.Id, Snapshot("sub_3"), SeenInterval.At(Now)));
                        changes.Subscribers.Add(App.Id);
                    });
                }

                services.GetRequiredService<MirrorChanges>().Subscribers.Add(App.Id);
                services.GetRequiredService<IBillingDbContext>().Subscriptions.Add(
                    UserSubscription.From(App.Id, Snapshot("sub_2"), SeenInterval.At(Now)));
                return 0;
            },
            CancellationToken.None));

        UserSubscription[] stored = await App.InDatabaseAsync(db => db.Subscriptions.ToArrayAsync());
        stored.Length.ShouldBe(3);
        stored.Count(s => s.IsCurrent).ShouldBe(1);
        Runs.ShouldBe(1);
    }

    [Test]
    public async Task A_subscription_makes_way_for_another_though_only_one_may_be_current()
    {
        await RunAheadAsync(async (db, changes) =>
        {
            UserSubscription first = await db.Subscriptions.SingleAsync();
            first.Apply(Snapshot(Id) with { Status = SubscriptionStatus.Canceled }, SeenInterval.At(Now));
            db.Subscriptions.Add(UserSubscription.From(App.Id, Snapshot("sub_2"), SeenInterval.At(Now)));
            changes.Subscribers.Add(App.Id);
        });

        UserSubscription[] stored = await App.InDatabaseAsync(db => db.Subscriptions.OrderBy(s => s.StripeSubscriptionId).ToArrayAsync());
        stored.Select(s => s.IsCurrent).ShouldBe([false, true]);
    }

    [Test]
    public async Task Operators_hear_of_a_duplicate_only_when_it_is_one()
    {
        await RunAheadAsync(async (db, changes) =>
        {
            await db.Subscriptions.LoadAsync();
            if (Runs == 1)
            {
                await AddAsync(AtStripe with { Status = SubscriptionStatus.Canceled });
            }

            db.Subscriptions.Add(UserSubscription.From(App.Id, Snapshot("sub_2"), SeenInterval.At(Now)));
            changes.Subscribers.Add(App.Id);
        });

        Runs.ShouldBe(2, "the first draft took both for alive");
        App.Alerts.Verify(a => a.Raise(OperatorAlert.DuplicateSubscription, It.IsAny<string>()), Times.Never);
    }
}
