using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>Brings an invoice in line.</summary>
[StripeEvent(
    "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_failed", "invoice.voided",
    "invoice.marked_uncollectible")]
public sealed record SyncInvoice(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncInvoiceHandler(InvoiceMirror invoices) : IRequestHandler<SyncInvoice, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncInvoice request, CancellationToken cancellationToken) =>
        invoices.ApplyAsync(request.StripeEvent, cancellationToken);
}
