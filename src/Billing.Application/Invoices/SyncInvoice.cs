using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>Brings an invoice in line.</summary>
[StripeEvent(
    "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_failed", "invoice.payment_action_required", "invoice.voided",
    "invoice.marked_uncollectible")]
public sealed record SyncInvoice(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncInvoiceHandler(InvoiceMirror invoices, MirrorChanges changes) : IRequestHandler<SyncInvoice, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncInvoice request, CancellationToken cancellationToken)
    {
        if (request.StripeEvent is { Type: "invoice.payment_action_required", ObjectId: { } invoice })
        {
            changes.InvoicesToConfirm.Add(invoice);
        }

        return invoices.ApplyAsync(request.StripeEvent, cancellationToken);
    }
}
