using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>Keeps the charges in line with Stripe.</summary>
public sealed class ChargeMirror(
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, MirrorChanges changes, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<ChargeSnapshot, Charge>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["ch_", "py_"];

    /// <inheritdoc />
    protected override DbSet<Charge> Table => db.Charges;

    /// <inheritdoc />
    protected override string IdProperty => nameof(Charge.StripeChargeId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(Charge row, ChargeSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<ChargeSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetChargeAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(ChargeSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (snapshot.PaymentIntentId is null)
        {
            return EventOutcome.Ignored("a charge without a payment intent");
        }

        if (await owners.FindAsync(snapshot, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        db.Charges.Add(Charge.From(userId, snapshot, seen));
        changes.PaymentIntents.Add(snapshot.PaymentIntentId);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(Charge row, ChargeSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        changes.PaymentIntents.Add(row.StripePaymentIntentId);
        return Task.CompletedTask;
    }

    /// <summary>Stripe keeps charges for ever; one it does not show is left as it was known.</summary>
    protected override void Close(Charge row, SeenInterval seen)
    {
    }
}
