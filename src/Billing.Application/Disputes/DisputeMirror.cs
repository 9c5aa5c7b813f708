using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Domain.Disputes;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Disputes;

/// <summary>Keeps the disputes in line with Stripe, and tells the operator of those that need somebody.</summary>
public sealed class DisputeMirror(
    IBillingDbContext db, IStripeRefunds stripe, PaymentOwner payments, MirrorChanges changes, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<DisputeSnapshot, Dispute>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["du_", "dp_"];

    /// <inheritdoc />
    protected override DbSet<Dispute> Table => db.Disputes;

    /// <inheritdoc />
    protected override string IdProperty => nameof(Dispute.StripeDisputeId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(Dispute row, DisputeSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<DisputeSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetDisputeAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(DisputeSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (snapshot.PaymentIntentId is not { } intent)
        {
            return EventOutcome.Ignored("a dispute of a charge without a payment intent");
        }

        if (await payments.FindAsync(intent, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        var row = Dispute.From(userId, snapshot, seen);
        db.Disputes.Add(row);
        changes.Alerts.Add((OperatorAlert.DisputeOpened, snapshot.Id));
        Changed(row, before: null);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(Dispute row, DisputeSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        DisputeStatus before = row.Status;
        row.Apply(snapshot, seen);
        Changed(row, before);
        return Task.CompletedTask;
    }

    /// <summary>Stripe keeps disputes for ever; one it does not show is left as it was known.</summary>
    protected override void Close(Dispute row, SeenInterval seen)
    {
    }

    private void Changed(Dispute row, DisputeStatus? before)
    {
        changes.DisputedIntents.Add(row.StripePaymentIntentId);
        if (row.Status == DisputeStatus.Lost && before != DisputeStatus.Lost)
        {
            changes.Alerts.Add((OperatorAlert.DisputeLost, row.StripeDisputeId));
        }
    }
}
