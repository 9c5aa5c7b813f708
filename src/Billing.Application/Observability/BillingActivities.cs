using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Billing.Application.Observability;

/// <summary>
/// The traces of what happens to an event. Its processing begins long after the delivery was answered, and maybe in another process, so
/// nothing is handed over: the id of the trace follows from the event's own id. Deliveries of the event link to that trace, and
/// processing, with its calls to Stripe, happens in it. Costs nothing while nobody listens.
/// </summary>
public static class BillingActivities
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Billing";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The current request has delivered an event.</summary>
    public static void Delivered(string eventId, string type)
    {
        if (!Source.HasListeners() || Activity.Current is not { } request)
        {
            return;
        }

        request.SetTag("stripe.event_id", eventId).SetTag("stripe.event_type", type);
        request.AddLink(new ActivityLink(ContextOf(eventId)));
    }

    /// <summary>Processing of an event begins; dispose it at the end.</summary>
    public static Activity? Process(string eventId, string type, int attempt)
    {
        Activity? activity = Source.HasListeners() ? Source.StartActivity("process event", ActivityKind.Consumer, ContextOf(eventId)) : null;
        return activity?.SetTag("stripe.event_id", eventId).SetTag("stripe.event_type", type).SetTag("attempt", attempt);
    }

    /// <summary>A call to Stripe begins; dispose it at the end.</summary>
    public static Activity? CallStripe() => Source.StartActivity("call Stripe", ActivityKind.Client);

    private static ActivityContext ContextOf(string eventId)
    {
        ReadOnlySpan<byte> hash = SHA256.HashData(Encoding.UTF8.GetBytes(eventId));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
