using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Keeps the subscriptions in line with Stripe.</summary>
public sealed class SubscriptionMirror(
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, MirrorChanges changes, PriceClassifier prices,
    SubscriptionsOfUsers subscriptions, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<SubscriptionSnapshot, UserSubscription>(payloads, rows)
{
    internal const string IdPrefix = "sub_";

    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => [IdPrefix];

    /// <inheritdoc />
    protected override DbSet<UserSubscription> Table => db.Subscriptions;

    /// <inheritdoc />
    protected override string IdProperty => nameof(UserSubscription.StripeSubscriptionId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(UserSubscription row, SubscriptionSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override bool LeavesOut(UserSubscription? row, SubscriptionSnapshot payload) => UserSubscription.LacksDiscount(row, payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<SubscriptionSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetSubscriptionAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(SubscriptionSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (await owners.FindAsync(snapshot, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        await RefreshOthersAsync(userId, snapshot, cancellationToken);
        UserSubscription row = UserSubscription.From(userId, snapshot, seen);
        await prices.ClassifyAsync(row, cancellationToken);
        db.Subscriptions.Add(row);
        changes.Subscriptions.TryAdd(row, null);
        changes.NewSubscriptions.Add(row.StripeSubscriptionId);
        changes.Subscribers.Add(userId);
        return null;
    }

    /// <inheritdoc />
    protected override async Task UpdateAsync(
        UserSubscription row, SubscriptionSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (!row.Status.IsLive())
        {
            await RefreshOthersAsync(row.UserId, snapshot, cancellationToken);
        }

        changes.Changing(row);
        SubscriptionStatus before = row.Status;
        row.Apply(snapshot, seen);
        await prices.ClassifyAsync(row, cancellationToken);
        if (row.Status != before)
        {
            // Which of the user's subscriptions counts depends on nothing else that changes.
            changes.Subscribers.Add(row.UserId);
        }
    }

    /// <inheritdoc />
    protected override void Close(UserSubscription row, SeenInterval seen)
    {
        changes.Changing(row);
        row.Close(seen);
        changes.Subscribers.Add(row.UserId);
    }

    /// <summary>
    /// A second live subscription is usually the successor of one whose end has not reached us: Stripe is asked for the others
    /// before one of them is called a duplicate.
    /// </summary>
    private async Task RefreshOthersAsync(Guid userId, SubscriptionSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!snapshot.Status.IsLive())
        {
            return;
        }

        IReadOnlyList<UserSubscription> all = await subscriptions.ReadAsync([userId], cancellationToken);
        IEnumerable<UserSubscription> others = all.Where(s =>
            s.StripeSubscriptionId != snapshot.Id && !changes.NewSubscriptions.Contains(s.StripeSubscriptionId));
        foreach (UserSubscription other in others.Where(s => s.Status.IsLive()))
        {
            await RefreshAsync(other.StripeSubscriptionId, cancellationToken);
        }
    }
}
