using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Observability;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Billing.Application.StripeEvents;

/// <summary>Takes a delivery of Stripe in: it is acknowledged when this returns, because it is on disk then.</summary>
/// <param name="Body">The bytes as received.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header; null when there was none.</param>
public sealed record ReceiveStripeEvent(byte[] Body, string? Signature) : IRequest<InboxReceipt>;

internal sealed partial class ReceiveStripeEventHandler(
    IWebhookSignatures signatures,
    IEventInbox inbox,
    EventAdmission admission,
    BillingMetrics metrics,
    ILogger<ReceiveStripeEventHandler> logger) : IRequestHandler<ReceiveStripeEvent, InboxReceipt>
{
    public async Task<InboxReceipt> Handle(ReceiveStripeEvent request, CancellationToken cancellationToken)
    {
        SignatureCheck signature = signatures.Check(request.Body, request.Signature);
        if (signature.Secret is not { } secret)
        {
            throw Refused(signature.Reason!, "invalid_signature", signature.Message!);
        }

        metrics.SignatureVerified(secret);
        ClientSecrets.Erase(request.Body);
        ReceivedEvent received = Read(request.Body);
        BillingActivities.Delivered(received.Id, received.Type);
        InboxReceipt receipt = await StoreAsync(admission.Admit(received));
        if (receipt == InboxReceipt.Conflicting)
        {
            LogConflicting(received.Id, received.Type);
        }

        metrics.Delivered(receipt switch
        {
            InboxReceipt.Stored => "stored",
            InboxReceipt.Duplicate => "duplicate",
            InboxReceipt.Conflicting => "conflicting",
        });
        return receipt;
    }

    private ReceivedEvent Read(byte[] body)
    {
        try
        {
            return EventEnvelope.Read(body);
        }
        catch (FormatException e)
        {
            throw Refused("no_event", "invalid_event", e.Message);
        }
    }

    private async Task<InboxReceipt> StoreAsync(ReceivedEvent received)
    {
        try
        {
            return await inbox.StoreAsync(received);
        }
        catch (InboxUnavailableException)
        {
            metrics.Refused("inbox_unavailable");
            throw;
        }
    }

    private BillingException Refused(string reason, string code, string message)
    {
        metrics.Refused(reason);
        return new BillingException(BillingErrorKind.Invalid, code, message);
    }

    [LoggerMessage(LogLevel.Warning, "Event {EventId} ({EventType}) was delivered with another content than before; the first stays")]
    private partial void LogConflicting(string eventId, string eventType);
}
