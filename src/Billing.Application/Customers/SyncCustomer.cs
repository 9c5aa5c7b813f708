using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Customers;

/// <summary>Brings a customer in line, and lets its subscriptions follow a new default means of payment.</summary>
[StripeEvent("customer.updated", "customer.deleted")]
public sealed record SyncCustomer(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncCustomerHandler(CustomerMirror customers, IStripePayloadReader payloads, DefaultMethod method)
    : IRequestHandler<SyncCustomer, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncCustomer request, CancellationToken cancellationToken)
    {
        StripeEvent stripeEvent = request.StripeEvent;
        EventOutcome outcome = await customers.ApplyAsync(stripeEvent, cancellationToken);
        if (stripeEvent is { Type: "customer.updated", ObjectId: { } customer } && payloads.HasNewDefaultMethod(stripeEvent))
        {
            await method.FollowAsync(customer, stripeEvent.Id, cancellationToken);
        }

        return outcome;
    }
}
