using System.Diagnostics.Tracing;
using System.Reflection;

namespace Billing.Benchmarks.Profile;

/// <summary>
/// Notes the methods that this process begins to use, in the order in which it does: the runtime tells of each that it compiles or finds
/// compiled ahead.
/// </summary>
internal sealed class UsedMethods : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <summary>The runtime's keywords "JIT" and "CompilationDiagnostic".</summary>
    private const EventKeywords CompiledNowOrAhead = (EventKeywords)(0x10 | 0x20_0000_0000);

    /// <summary>Where the runtime puts methods that are made of no metadata, and are gone when nobody uses them.</summary>
    private const string Dynamic = "dynamicClass";

    /// <summary>
    /// The one way from the runtime's id of a method to a reflected one for methods of generic types whose arguments it shares; the public
    /// one wants to be told the type.
    /// </summary>
    private static readonly MethodInfo InfoOf =
        typeof(RuntimeMethodHandle).GetMethod("GetMethodInfo", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly MethodInfo MethodOf = typeof(object).Assembly.GetType("System.RuntimeType")!
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Single(m => m.Name == "GetMethodBase" && m.GetParameters() is [{ ParameterType.Name: "IRuntimeMethodInfo" }]);

    private readonly Lock _sync = new();
    private readonly HashSet<ulong> _known = [];
    private readonly List<ulong> _inOrder = [];

    /// <summary>What was noted until now.</summary>
    public IReadOnlyList<MethodBase> ToList()
    {
        lock (_sync)
        {
            return [.. _inOrder.Select(Reflect)];
        }
    }

    /// <inheritdoc />
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Verbose, CompiledNowOrAhead);
        }
    }

    /// <inheritdoc />
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        bool isCompiled = eventData.EventName == "R2RGetEntryPoint"
            || eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true;
        if (isCompiled && (string)Field("MethodNamespace") != Dynamic)
        {
            Note((ulong)Field("MethodID"));
        }

        object Field(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)]!;
    }

    private static MethodBase Reflect(ulong id) =>
        (MethodBase)MethodOf.Invoke(null, [InfoOf.Invoke(RuntimeMethodHandle.FromIntPtr((nint)id), null)])!;

    private void Note(ulong id)
    {
        lock (_sync)
        {
            if (_known.Add(id))
            {
                _inOrder.Add(id);
            }
        }
    }
}
