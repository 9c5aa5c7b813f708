using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Payments;

/// <summary>Brings a charge in line.</summary>
[StripeEvent("charge.pending", "charge.succeeded", "charge.failed", "charge.updated", "charge.refunded")]
public sealed record SyncCharge(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncChargeHandler(ChargeMirror charges) : IRequestHandler<SyncCharge, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncCharge request, CancellationToken cancellationToken) =>
        charges.ApplyAsync(request.StripeEvent, cancellationToken);
}
