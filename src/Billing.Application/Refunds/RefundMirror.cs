using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Refunds;

/// <summary>Keeps the refunds in line with Stripe, those that were made elsewhere too.</summary>
public sealed class RefundMirror(
    IBillingDbContext db, IStripeRefunds stripe, OwnerResolver owners, PaymentOwner payments, MirrorChanges changes,
    IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<RefundSnapshot, Refund>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["re_", "pyr_"];

    /// <inheritdoc />
    protected override DbSet<Refund> Table => db.Refunds;

    /// <inheritdoc />
    protected override string IdProperty => nameof(Refund.StripeRefundId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(Refund row, RefundSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<RefundSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetRefundAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(RefundSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (snapshot.PaymentIntentId is not { } intent)
        {
            return EventOutcome.Ignored("a refund without a payment intent");
        }

        if (await FindOrderAsync(snapshot, cancellationToken) is { } ordered)
        {
            await UpdateAsync(ordered, snapshot, seen, cancellationToken);
            return null;
        }

        if ((await owners.FindKnownAsync(snapshot, cancellationToken) ?? await payments.FindAsync(intent, cancellationToken)) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        db.Refunds.Add(Refund.From(userId, snapshot, seen));
        Changed(snapshot, before: null);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(Refund row, RefundSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        RefundStatus before = row.Status;
        row.Apply(snapshot, seen);
        Changed(snapshot, before);
        return Task.CompletedTask;
    }

    /// <summary>Stripe keeps refunds for ever; one it does not show is left as it was known.</summary>
    protected override void Close(Refund row, SeenInterval seen)
    {
    }

    /// <summary>The row in which it was ordered here, when Stripe's answer to the order was lost or is not here yet.</summary>
    private async Task<Refund?> FindOrderAsync(RefundSnapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.MetadataRefundId is { } ours
            ? await db.Refunds.FirstOrDefaultAsync(
                r => r.Id == ours && r.StripeRefundId == null && r.StripePaymentIntentId == snapshot.PaymentIntentId, cancellationToken)
            : null;

    /// <summary>Money that did not arrive is with the seller again, and somebody has to send it another way.</summary>
    private void Changed(RefundSnapshot snapshot, RefundStatus? before)
    {
        changes.Refunds.Add(snapshot.Id);
        if (snapshot.Status == RefundStatus.Failed && before != RefundStatus.Failed)
        {
            changes.Alerts.Add((OperatorAlert.RefundFailed, snapshot.Id));
        }
    }
}
