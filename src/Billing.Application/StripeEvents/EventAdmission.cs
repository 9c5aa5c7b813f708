using Billing.Application.Abstractions;

namespace Billing.Application.StripeEvents;

/// <summary>Tells at the door whether an event will have an effect.</summary>
public sealed class EventAdmission(IStripePublicSettings settings)
{
    /// <summary>The event, marked when it will have none.</summary>
    public ReceivedEvent Admit(ReceivedEvent received) => received with { IgnoredBecause = ReasonToIgnore(received) };

    private string? ReasonToIgnore(ReceivedEvent received)
    {
        if (received.Livemode != settings.Livemode)
        {
            return received.Livemode ? "ignored: of live mode, the key is of test mode" : "ignored: of test mode, the key is of live mode";
        }

        return StripeEventCommands.Handles(received.Type) ? null : "this type is not processed";
    }
}
