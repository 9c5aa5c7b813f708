using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Domain.Refunds;
using MediatR;

namespace Billing.Application.Refunds;

/// <summary>
/// Brings the charge of a refund in line, whose total only the charge tells: a refund that failed lowers it again, without an event of
/// the charge.
/// </summary>
[StripeEvent("refund.created", "refund.updated", "refund.failed", "charge.refund.updated")]
public sealed record SyncRefund(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncRefundHandler(IStripePayloadReader payloads, ChargeMirror charges) : IRequestHandler<SyncRefund, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncRefund request, CancellationToken cancellationToken)
    {
        RefundSnapshot refund = payloads.Read<RefundSnapshot>(request.StripeEvent);
        return refund.ChargeId is { } charge
            ? await charges.RefreshAsync(charge, cancellationToken)
            : EventOutcome.Ignored("a refund without a charge");
    }
}
