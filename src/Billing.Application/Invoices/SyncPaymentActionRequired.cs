using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>
/// Brings an invoice in line whose payer has to confirm. That shows at the intent that pays it, and which one that is the event does
/// not say.
/// </summary>
[StripeEvent("invoice.payment_action_required")]
public sealed record SyncPaymentActionRequired(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncPaymentActionRequiredHandler(InvoiceMirror invoices, InvoicePaymentMirror payments, IStripeGateway stripe)
    : IRequestHandler<SyncPaymentActionRequired, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncPaymentActionRequired request, CancellationToken cancellationToken)
    {
        EventOutcome outcome = await invoices.ApplyAsync(request.StripeEvent, cancellationToken);
        if (request.StripeEvent.ObjectId is { } invoice && !outcome.IsIgnored)
        {
            await payments.TakeAsync(await stripe.FindPaymentOfInvoiceAsync(invoice, cancellationToken), cancellationToken);
        }

        return outcome;
    }
}
