using Billing.Application.Abstractions;
using Billing.Application.Errors;
using MediatR;

namespace Billing.Application.StripeEvents;

/// <summary>Takes a delivery of Stripe in: it is acknowledged when this returns, because it is on disk then.</summary>
/// <param name="Body">The bytes as received.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header; null when there was none.</param>
public sealed record ReceiveStripeEvent(byte[] Body, string? Signature) : IRequest<InboxReceipt>;

internal sealed class ReceiveStripeEventHandler(IWebhookSignatures signatures, IEventInbox inbox)
    : IRequestHandler<ReceiveStripeEvent, InboxReceipt>
{
    public Task<InboxReceipt> Handle(ReceiveStripeEvent request, CancellationToken cancellationToken)
    {
        if (signatures.Refuse(request.Body, request.Signature) is { } reason)
        {
            throw new BillingException(BillingErrorKind.Invalid, "invalid_signature", reason);
        }

        ReceivedEvent received = Read(request.Body);
        return inbox.StoreAsync(
            StripeEventCommands.Handles(received.Type) ? received : received with { IgnoredBecause = "this type is not processed" },
            cancellationToken);
    }

    private static ReceivedEvent Read(byte[] body)
    {
        try
        {
            return EventEnvelope.Read(body);
        }
        catch (FormatException e)
        {
            throw new BillingException(BillingErrorKind.Invalid, "invalid_event", e.Message);
        }
    }
}
