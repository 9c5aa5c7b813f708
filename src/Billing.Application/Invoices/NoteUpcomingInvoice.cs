using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Invoices;

/// <summary>
/// Notes that a customer is to be charged in some days, so that one whose card will not do is told. How many days that are is a
/// setting of the Stripe account. The invoice itself does not exist yet: it has no id and is not stored.
/// </summary>
[StripeEvent("invoice.upcoming")]
public sealed record NoteUpcomingInvoice(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class NoteUpcomingInvoiceHandler(IBillingDbContext db, NextCards cards) : IRequestHandler<NoteUpcomingInvoice, EventOutcome>
{
    public async Task<EventOutcome> Handle(NoteUpcomingInvoice request, CancellationToken cancellationToken)
    {
        // The lane of what belongs to a customer is the customer.
        string customer = request.StripeEvent.Lane;
        List<string> current = await db.Subscriptions
            .Where(s => s.StripeCustomerId == customer && s.IsCurrent)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken);
        foreach (string subscription in current)
        {
            await cards.NoteAsync(subscription, cancellationToken);
        }

        return EventOutcome.Applied;
    }
}
