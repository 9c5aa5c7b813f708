using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Invoices;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Invoices;

/// <summary>
/// Keeps in line which intent pays which invoice. The object names no customer, so that of a stranger is stored too: two ids that
/// lead nowhere.
/// </summary>
public sealed class InvoicePaymentMirror(
    IBillingDbContext db, IStripeGateway stripe, MirrorChanges changes, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<InvoicePaymentSnapshot, InvoicePayment>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["inpay_"];

    /// <inheritdoc />
    protected override DbSet<InvoicePayment> Table => db.InvoicePayments;

    /// <inheritdoc />
    protected override string IdProperty => nameof(InvoicePayment.StripeInvoicePaymentId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(InvoicePayment row, InvoicePaymentSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<InvoicePaymentSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetInvoicePaymentAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override Task<EventOutcome?> AddAsync(InvoicePaymentSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        db.InvoicePayments.Add(InvoicePayment.From(snapshot, seen));
        Changed(snapshot);
        return Task.FromResult<EventOutcome?>(null);
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(
        InvoicePayment row, InvoicePaymentSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        Changed(snapshot);
        return Task.CompletedTask;
    }

    /// <summary>Stripe keeps these for ever; one it does not show is left as it was known.</summary>
    protected override void Close(InvoicePayment row, SeenInterval seen)
    {
    }

    private void Changed(InvoicePaymentSnapshot snapshot)
    {
        if (snapshot.PaymentIntentId is { } intent)
        {
            changes.PaymentIntents.Add(intent);
        }
    }
}
