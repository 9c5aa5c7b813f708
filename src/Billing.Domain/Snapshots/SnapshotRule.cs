namespace Billing.Domain.Snapshots;

/// <summary>What to do with the object that an event carries.</summary>
public enum SnapshotDecision
{
    /// <summary>Nothing: what is stored is at least as new.</summary>
    Superseded,

    /// <summary>
    /// The payload says what is stored, perhaps of a later moment: count it as a change (<see cref="MirroredObject.Confirm"/>), so
    /// that an answer for which Stripe was asked earlier is not applied over it.
    /// </summary>
    Confirm,

    /// <summary>The payload is newer than what is stored: apply it.</summary>
    ApplyPayload,

    /// <summary>The payload alone cannot tell: ask Stripe and apply the answer.</summary>
    Fetch,
}

/// <summary>How a payload stands to the stored state of the same object, judged by content alone.</summary>
public enum LifecycleOrder
{
    /// <summary>Content does not tell which came first.</summary>
    Unknown,

    /// <summary>The mirrored fields are equal.</summary>
    Same,

    /// <summary>The stored state can only become the payload's, never the other way round.</summary>
    Later,

    /// <summary>The payload's state can only become the stored one, never the other way round.</summary>
    Earlier,
}

/// <summary>What the snapshot rule needs to know of a payload.</summary>
/// <param name="Created">When Stripe created the event (UTC, whole seconds).</param>
/// <param name="Order">How the payload stands to the stored state.</param>
/// <param name="HasTestClock">The object lives on a Stripe test clock, whose time has nothing to do with the event's.</param>
/// <param name="IsOfAnotherReleaseTrain">The payload was written in an API version this code does not read.</param>
/// <param name="LeavesOut">The payload leaves something out that only an answer tells.</param>
public readonly record struct PayloadFacts(
    DateTime Created, LifecycleOrder Order, bool HasTestClock, bool IsOfAnotherReleaseTrain, bool LeavesOut = false)
{
    /// <summary>It tells that something changed, but not enough of what.</summary>
    public bool IsOnlyAHint => IsOfAnotherReleaseTrain || LeavesOut;
}

/// <summary>
/// Decides, for one event and one mirrored object, whether the payload may be applied. Stripe delivers at least once and in
/// any order; the rule alone makes every order end in Stripe's state. See docs/decisions/0001-snapshot-rule.md.
/// </summary>
public static class SnapshotRule
{
    /// <summary>Decides what to do with a payload.</summary>
    /// <param name="seen">What is known of the object; null when it is not stored yet.</param>
    /// <param name="payload">The payload.</param>
    public static SnapshotDecision Decide(SeenInterval? seen, PayloadFacts payload)
    {
        if (payload.HasTestClock)
        {
            return SnapshotDecision.Fetch;
        }

        if (seen is not { } known)
        {
            return payload.IsOnlyAHint ? SnapshotDecision.Fetch : SnapshotDecision.ApplyPayload;
        }

        if (payload.Created < known.From)
        {
            return SnapshotDecision.Superseded;
        }

        if (payload.IsOnlyAHint)
        {
            return SnapshotDecision.Fetch;
        }

        return payload.Created > known.To ? DecideAfter(payload.Order) : DecideWithin(payload.Order);
    }

    /// <summary>The payload is newer by its time; one that would go back in the object's life is not believed.</summary>
    private static SnapshotDecision DecideAfter(LifecycleOrder order) =>
        order == LifecycleOrder.Earlier ? SnapshotDecision.Fetch : SnapshotDecision.ApplyPayload;

    /// <summary>Time does not tell; the object's life may.</summary>
    private static SnapshotDecision DecideWithin(LifecycleOrder order) => order switch
    {
        LifecycleOrder.Later => SnapshotDecision.ApplyPayload,
        LifecycleOrder.Same => SnapshotDecision.Confirm,
        LifecycleOrder.Earlier => SnapshotDecision.Superseded,
        LifecycleOrder.Unknown => SnapshotDecision.Fetch,
    };
}
