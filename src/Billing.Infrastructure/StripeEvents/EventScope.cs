using System.Reflection;
using Billing.Application.Abstractions;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>
/// Whether the work of a dependency scope may call Stripe. Events that share a transaction may not: one slow answer would hold up all
/// of them. An event that needs a call is processed alone.
/// </summary>
internal sealed class EventScope
{
    /// <summary>Whether a call to Stripe throws <see cref="StripeCallNeededException"/>.</summary>
    public bool ForbidsStripeCalls { get; set; }
}

/// <summary>An event cannot be processed without asking Stripe.</summary>
internal sealed class StripeCallNeededException() : Exception("This needs a call to Stripe.");

/// <summary>A gateway through which nothing passes.</summary>
internal class ForbiddenStripeGateway : DispatchProxy
{
    /// <summary>A gateway all of whose methods throw <see cref="StripeCallNeededException"/>.</summary>
    public static IStripeGateway Instance { get; } = Create<IStripeGateway, ForbiddenStripeGateway>();

    /// <summary>The same for refunds and disputes.</summary>
    public static IStripeRefunds Refunds { get; } = Create<IStripeRefunds, ForbiddenStripeGateway>();

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new StripeCallNeededException();
}
