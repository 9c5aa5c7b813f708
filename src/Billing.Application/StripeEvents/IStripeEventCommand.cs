using MediatR;

namespace Billing.Application.StripeEvents;

/// <summary>What an event came to.</summary>
/// <param name="IsIgnored">It has no effect here.</param>
/// <param name="Text">In a few words, for the operator.</param>
public readonly record struct EventOutcome(bool IsIgnored, string Text)
{
    /// <summary>The object was brought in line from the payload.</summary>
    public static readonly EventOutcome Applied = new(false, "applied");

    /// <summary>The object was brought in line from Stripe's answer.</summary>
    public static readonly EventOutcome Fetched = new(false, "fetched");

    /// <summary>What is stored is at least as new.</summary>
    public static readonly EventOutcome Superseded = new(false, "superseded");

    /// <summary>Stripe no longer has the object; it is closed here.</summary>
    public static readonly EventOutcome Gone = new(false, "gone");

    /// <summary>The object belongs to nobody here.</summary>
    public static readonly EventOutcome NotOurs = new(true, "ignored: not ours");

    /// <summary>It has no effect here.</summary>
    public static EventOutcome Ignored(string because) => new(true, "ignored: " + because);
}

/// <summary>A command that processes an event; <see cref="StripeEventAttribute"/> names the types it takes.</summary>
public interface IStripeEventCommand : IRequest<EventOutcome>
{
    /// <summary>The event.</summary>
    StripeEvent StripeEvent { get; }
}

/// <summary>
/// Names the event types that a command processes. The command is a record with one constructor parameter, the event.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StripeEventAttribute(params string[] types) : Attribute
{
    /// <summary>Stripe's event types.</summary>
    public IReadOnlyList<string> Types { get; } = types;
}
