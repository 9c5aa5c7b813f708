using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Keeps the plans of subscriptions' changes in line with Stripe.</summary>
public sealed class SubscriptionScheduleMirror(
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<SubscriptionScheduleSnapshot, SubscriptionSchedule>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["sub_sched_"];

    /// <inheritdoc />
    protected override DbSet<SubscriptionSchedule> Table => db.SubscriptionSchedules;

    /// <inheritdoc />
    protected override string IdProperty => nameof(SubscriptionSchedule.StripeScheduleId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(SubscriptionSchedule row, SubscriptionScheduleSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<SubscriptionScheduleSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetSubscriptionScheduleAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(
        SubscriptionScheduleSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (await owners.FindAsync(snapshot, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        db.SubscriptionSchedules.Add(SubscriptionSchedule.From(userId, snapshot, seen));
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(
        SubscriptionSchedule row, SubscriptionScheduleSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Close(SubscriptionSchedule row, SeenInterval seen) => row.Close(seen);
}
