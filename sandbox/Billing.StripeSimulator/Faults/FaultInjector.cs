using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Faults;

/// <summary>What goes wrong with one call of the API.</summary>
internal enum ApiFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Refused: too many calls.</summary>
    TooMany,

    /// <summary>Refused: a failure of Stripe's.</summary>
    Error,

    /// <summary>Never answered.</summary>
    Timeout,

    /// <summary>The connection breaks first.</summary>
    ResetBefore,

    /// <summary>The connection breaks afterwards.</summary>
    ResetAfter,
}

/// <summary>
/// Decides what goes wrong. A decision follows from the seed and the number of the delivery or call alone, so that a failing test can be
/// run again; the plan is part of the simulator's state and outlives the process.
/// </summary>
internal sealed class FaultInjector
{
    private const string Setting = "faults";

    private readonly SimulatorStore store;
    private readonly ConcurrentDictionary<string, string> forced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, bool> held = new();
    private FaultPlan plan;
    private long calls;

    /// <summary>Goes on with the plan of the last run.</summary>
    public FaultInjector(SimulatorStore store)
    {
        this.store = store;
        plan = store.Run(() => store.Settings.Find(Setting)) is { } saved ? JsonSerializer.Deserialize<FaultPlan>(saved)! : new FaultPlan();
    }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Plan => Volatile.Read(ref plan);

    /// <summary>From now on this is to go wrong; the numbers of calls begin anew.</summary>
    public void Set(FaultPlan wanted)
    {
        store.Run(() => store.Settings.Save(Setting, JsonSerializer.Serialize(wanted)));
        Volatile.Write(ref plan, wanted);
        Interlocked.Exchange(ref calls, 0);
    }

    /// <summary>The next delivery of this event goes wrong in this way: duplicate or forge.</summary>
    public void Force(string eventId, string fault) => forced[eventId] = fault;

    /// <summary>Whether the delivery is made twice.</summary>
    public bool Duplicates(PendingDelivery delivery) => IsForced(delivery, "duplicate") || Strikes("duplicate", delivery.Id, Plan.Duplicate);

    /// <summary>Whether a forged one is sent first.</summary>
    public bool Forges(PendingDelivery delivery) => IsForced(delivery, "forge") || Strikes("forge", delivery.Id, Plan.Forge);

    /// <summary>Whether the delivery is never made.</summary>
    public bool Drops(PendingDelivery delivery) => Strikes("drop", delivery.Id, Plan.Drop);

    /// <summary>How long the delivery is held back first; null when it is not, or was already.</summary>
    public TimeSpan? HoldBack(PendingDelivery delivery)
    {
        var reordered = Strikes("reorder", delivery.Id, Plan.Reorder) ? TimeSpan.FromMilliseconds(100 + (900 * Roll("hold", delivery.Id))) : TimeSpan.Zero;
        var wait = reordered + TimeSpan.FromMilliseconds(Plan.DelayMs);
        return wait > TimeSpan.Zero && held.TryAdd(delivery.Id, true) ? wait : null;
    }

    /// <summary>What goes wrong with the next call.</summary>
    public ApiFault NextCall()
    {
        var api = Plan.Api;
        if (api == new ApiFaultPlan())
        {
            return ApiFault.None;
        }

        var number = Interlocked.Increment(ref calls);
        return Strikes("429", number, api.Error429) ? ApiFault.TooMany
            : Strikes("500", number, api.Error500) ? ApiFault.Error
            : Strikes("timeout", number, api.Timeout) ? ApiFault.Timeout
            : Strikes("before", number, api.ResetBefore) ? ApiFault.ResetBefore
            : Strikes("after", number, api.ResetAfter) ? ApiFault.ResetAfter
            : ApiFault.None;
    }

    private bool IsForced(PendingDelivery delivery, string fault) => forced.TryRemove(KeyValuePair.Create(delivery.EventId, fault));

    private bool Strikes(string what, long number, double rate) => rate > 0 && Roll(what, number) < rate;

    /// <summary>A number from 0 to 1 that seed, kind and number decide.</summary>
    private double Roll(string what, long number) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Plan.Seed}:{what}:{number}"))) / (double)ulong.MaxValue;
}
