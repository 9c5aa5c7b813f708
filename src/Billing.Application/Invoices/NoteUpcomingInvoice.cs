using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Invoices;

/// <summary>
/// Notes that a customer is to be charged in some days, so that one whose card will not do is told. How many days that are is a
/// setting of the Stripe account. The invoice itself does not exist yet: it has no id and is not stored.
/// </summary>
[StripeEvent("invoice.upcoming")]
public sealed record NoteUpcomingInvoice(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class NoteUpcomingInvoiceHandler(MirrorChanges changes) : IRequestHandler<NoteUpcomingInvoice, EventOutcome>
{
    public Task<EventOutcome> Handle(NoteUpcomingInvoice request, CancellationToken cancellationToken)
    {
        // The lane of what belongs to a customer is the customer.
        changes.CustomersToCharge.Add(request.StripeEvent.Lane);
        return Task.FromResult(EventOutcome.Applied);
    }
}
