using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>Brings an invoice in line.</summary>
[StripeEvent(
    "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_failed", "invoice.payment_action_required", "invoice.voided",
    "invoice.marked_uncollectible")]
public sealed record SyncInvoice(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncInvoiceHandler(InvoiceMirror invoices, InvoicePaymentMirror payments, IStripeGateway stripe, MirrorChanges changes)
    : IRequestHandler<SyncInvoice, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncInvoice request, CancellationToken cancellationToken)
    {
        EventOutcome outcome = await invoices.ApplyAsync(request.StripeEvent, cancellationToken);
        if (request.StripeEvent is { Type: "invoice.payment_action_required", ObjectId: { } invoice } && !outcome.IsIgnored)
        {
            changes.InvoicesToConfirm.Add(invoice);

            // Which payment has to be confirmed the event does not say.
            await payments.TakeAsync(await stripe.FindPaymentOfInvoiceAsync(invoice, cancellationToken), cancellationToken);
        }

        return outcome;
    }
}
