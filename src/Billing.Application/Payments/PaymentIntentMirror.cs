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
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, MirrorChanges changes, IStripePayloadReader payloads, MirrorRows rows,
    TimeProvider time)
    : StripeMirror<PaymentIntentSnapshot, PaymentTransaction>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["pi_"];

    /// <inheritdoc />
    protected override DbSet<PaymentTransaction> Table => db.Payments;

    /// <inheritdoc />
    protected override string IdProperty => nameof(PaymentTransaction.StripePaymentIntentId);

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

        PaymentTransaction row = PaymentTransaction.From(userId, snapshot, seen);
        PlanCompletion(row);
        db.Payments.Add(row);
        changes.PaymentIntents.Add(snapshot.Id);
        changes.AddPayment(userId);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(
        PaymentTransaction row, PaymentIntentSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        PlanCompletion(row);
        changes.PaymentIntents.Add(snapshot.Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Close(PaymentTransaction row, SeenInterval seen) => row.Close(seen);

    /// <summary>Now, so that the row is written once: most often the events of its charge and invoice are still on their way.</summary>
    private void PlanCompletion(PaymentTransaction row) => row.PlanCompletion(time.GetUtcNow().UtcDateTime + PaymentLinker.EventsTakeAtMost);
}
