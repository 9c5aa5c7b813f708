using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Invoices;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Invoices;

/// <summary>Keeps the invoices in line with Stripe.</summary>
public sealed class InvoiceMirror(
    IBillingDbContext db, IStripeGateway stripe, OwnerResolver owners, MirrorChanges changes, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<InvoiceSnapshot, Invoice>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["in_"];

    /// <inheritdoc />
    protected override DbSet<Invoice> Table => db.Invoices;

    /// <inheritdoc />
    protected override string IdProperty => nameof(Invoice.StripeInvoiceId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(Invoice row, InvoiceSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<InvoiceSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetInvoiceAsync(stripeId, cancellationToken);

    /// <inheritdoc />
    protected override async Task<EventOutcome?> AddAsync(InvoiceSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        if (await owners.FindAsync(snapshot, cancellationToken) is not { } userId)
        {
            return EventOutcome.NotOurs;
        }

        var row = Invoice.From(userId, snapshot, seen);
        db.Invoices.Add(row);
        changes.Invoices.Add(snapshot.Id);
        NoteAttempts(row, before: 0, snapshot);
        return null;
    }

    /// <inheritdoc />
    protected override Task UpdateAsync(Invoice row, InvoiceSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        long attempts = row.AttemptCount;
        row.Apply(snapshot, seen);
        changes.Invoices.Add(snapshot.Id);
        NoteAttempts(row, attempts, snapshot);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Close(Invoice row, SeenInterval seen) => row.Close(seen);

    /// <summary>Whoever pays the first invoice of a subscription sits before the page that says what became of it.</summary>
    private void NoteAttempts(Invoice row, long before, InvoiceSnapshot snapshot)
    {
        if (row.AttemptCount > before && snapshot.BillingReason != "subscription_create")
        {
            changes.TriedInvoices.Add(row);
        }
    }
}
