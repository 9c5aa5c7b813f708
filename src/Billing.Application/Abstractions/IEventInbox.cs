using Billing.Application.StripeEvents;

namespace Billing.Application.Abstractions;

/// <summary>Where received events are kept. Nothing is acknowledged before it is here.</summary>
public interface IEventInbox
{
    /// <summary>Stores an event; returns once it is on disk. An event that is already there is left as it is.</summary>
    /// <exception cref="InboxUnavailableException">It could not be stored: full, locked, broken or stopping.</exception>
    Task<InboxReceipt> StoreAsync(ReceivedEvent received);
}

/// <summary>What became of a received event.</summary>
public enum InboxReceipt
{
    /// <summary>New, and now on disk.</summary>
    Stored,

    /// <summary>It was there before.</summary>
    Duplicate,

    /// <summary>Another event was there before under the same id; that one stays.</summary>
    Conflicting,
}

/// <summary>An event could not be stored; Stripe delivers it again.</summary>
public sealed class InboxUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
