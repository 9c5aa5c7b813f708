using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Refunds;

/// <summary>Brings a refund in line, and the charge whose total it changes.</summary>
[StripeEvent("refund.created", "refund.updated", "refund.failed", "charge.refund.updated")]
public sealed record SyncRefund(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncRefundHandler(RefundMirror refunds, RefundedCharge charge) : IRequestHandler<SyncRefund, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncRefund request, CancellationToken cancellationToken)
    {
        EventOutcome outcome = await refunds.ApplyAsync(request.StripeEvent, cancellationToken);
        if (!outcome.IsIgnored && request.StripeEvent.ObjectId is { } refund)
        {
            await charge.BringInLineAsync(refund, cancellationToken);
        }

        return outcome;
    }
}
