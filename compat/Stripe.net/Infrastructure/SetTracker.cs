using System.Runtime.CompilerServices;

namespace Stripe.Infrastructure;

/// <summary>Options that tell "never assigned" (not sent) from "assigned null" (sent empty, which clears the field).</summary>
internal interface IHasSetTracking
{
    SetTracker SetTracker { get; }
}

/// <summary>Remembers which properties of one options object were assigned.</summary>
internal sealed class SetTracker
{
    private readonly HashSet<string> _assigned = [];

    public void Track([CallerMemberName] string property = null) => _assigned.Add(property);

    public bool IsAssigned(string property) => _assigned.Contains(property);
}
