using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>Keeps the intent facets of the payments in line with Stripe.</summary>
public sealed class PaymentIntentMirror(
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, MirrorChanges changes, IStripePayloadReader payloads)
    : StripeMirror<PaymentIntentSnapshot, PaymentTransaction>(payloads)
{
    /// <inheritdoc />
    protected override Task<PaymentTransaction?> FindAsync(string stripeId, CancellationToken cancellationToken) =>
        db.Payments.FirstOrDefaultAsync(p => p.StripePaymentIntentId == stripeId, cancellationToken);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(PaymentTransaction row, PaymentIntentSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<PaymentIntentSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetPaymentIntentAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(PaymentIntentSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (await owners.FindAsync(snapshot, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        db.Payments.Add(PaymentTransaction.From(userId, snapshot, seen));
        changes.PaymentIntents.Add(snapshot.Id);
        changes.AddPayment(userId);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(
        PaymentTransaction row, PaymentIntentSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        changes.PaymentIntents.Add(snapshot.Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Close(PaymentTransaction row, SeenInterval seen) => row.Close(seen);
}
