using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Disputes;

/// <summary>Brings a dispute in line.</summary>
[StripeEvent(
    "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated")]
public sealed record SyncDispute(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncDisputeHandler(DisputeMirror disputes) : IRequestHandler<SyncDispute, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncDispute request, CancellationToken cancellationToken) =>
        disputes.ApplyAsync(request.StripeEvent, cancellationToken);
}
