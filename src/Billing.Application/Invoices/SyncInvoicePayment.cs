using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>Brings in line which intent pays which invoice.</summary>
[StripeEvent("invoice_payment.paid")]
public sealed record SyncInvoicePayment(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncInvoicePaymentHandler(InvoicePaymentMirror payments) : IRequestHandler<SyncInvoicePayment, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncInvoicePayment request, CancellationToken cancellationToken) =>
        payments.ApplyAsync(request.StripeEvent, cancellationToken);
}
