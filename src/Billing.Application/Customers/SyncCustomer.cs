using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Customers;

/// <summary>Brings a customer in line.</summary>
[StripeEvent("customer.updated", "customer.deleted")]
public sealed record SyncCustomer(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncCustomerHandler(CustomerMirror customers) : IRequestHandler<SyncCustomer, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncCustomer request, CancellationToken cancellationToken) =>
        customers.ApplyAsync(request.StripeEvent, cancellationToken);
}
