using System.Text.Json.Nodes;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Storage;

/// <summary>
/// One transaction of the simulated Stripe: documents are read and saved in it, and what happened is told by events that
/// are committed with the changes, or not at all.
/// </summary>
/// <param name="store">The state.</param>
/// <param name="options">The API version of events and the account's name.</param>
/// <param name="address">Where the links in objects point to.</param>
/// <param name="now">The moment of the whole transaction, on the simulator's clock.</param>
/// <param name="wallNow">The moment on the machine's clock, for what is due at once.</param>
/// <param name="request">The API request behind it; null when time or a page caused it.</param>
internal sealed class UnitOfWork(
    SimulatorStore store,
    SimulatorOptions options,
    SimulatorAddress address,
    DateTimeOffset now,
    DateTimeOffset wallNow,
    RequestContext? request)
{
    private readonly Queue<Action> afterwards = new();
    private readonly Dictionary<string, StripeDocument> known = new(StringComparer.Ordinal);
    private List<StripeDocument>? endpoints;
    private bool isOnTestClock;

    /// <summary>Stripe's seconds of this transaction.</summary>
    public long Now { get; private set; } = now.ToUnixTimeSeconds();

    /// <summary>The wall time of this transaction.</summary>
    public DateTimeOffset WallNow => wallNow;

    /// <summary>The simulator's tables.</summary>
    public SimulatorStore Store => store;

    /// <summary>The simulator's options.</summary>
    public SimulatorOptions Options => options;

    /// <summary>The simulator's base address, without a trailing slash.</summary>
    public string BaseAddress => address.Base;

    /// <summary>The API request behind this work, or null.</summary>
    public RequestContext? Request => request;

    /// <summary>Whether anything was saved or scheduled.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>
    /// The document with this id, or null; deleted ones are found too. Everybody in the transaction gets the same object, so
    /// that nobody undoes what another has changed.
    /// </summary>
    public StripeDocument? Find(string kind, string id)
    {
        if (known.TryGetValue(id, out var document))
        {
            return document.Kind == kind ? document : null;
        }

        return store.Documents.Find(kind, id) is { } found ? known[id] = found : null;
    }

    /// <summary>The document with this id, of whatever kind; null when there is none.</summary>
    public StripeDocument? FindAny(string id) => store.Documents.FindAny(id) is { } found ? Find(found.Kind, id) : null;

    /// <summary>Every stored document that the query describes, newest first.</summary>
    public IReadOnlyList<StripeDocument> All(DocumentQuery query) =>
        [.. store.Documents.All(query).Select(found => known.TryGetValue(found.Id, out var document) ? document : known[found.Id] = found)];

    /// <summary>The document that another one refers to.</summary>
    /// <exception cref="InvalidOperationException">It does not exist: the stored state is broken.</exception>
    public StripeDocument Referenced(string kind, string id) =>
        Find(kind, id) ?? throw new InvalidOperationException($"The {kind} {id} is referred to, but not stored.");

    /// <summary>It is the time of a test clock, which says nothing about the common one.</summary>
    public void SetTestClock(long now)
    {
        Now = now;
        isOnTestClock = true;
    }

    /// <summary>From here on it is the time of the test clock on which the object lives, if it lives on one.</summary>
    public void FollowClockOf(StripeDocument document)
    {
        if (document.Text("test_clock") is { } clock)
        {
            var found = Referenced(TestClocks.Kind, clock);
            TestClocks.EnsureReady(found);
            Now = TestClocks.TimeOf(found);
            isOnTestClock = true;
        }
    }

    /// <summary>Adds or replaces a document.</summary>
    public void Save(StripeDocument document)
    {
        known[document.Id] = document;
        store.Documents.Save(document, countsAsTime: !isOnTestClock);
        Agenda.Plan(store.Agenda, document, options);
        HasChanges = true;
    }

    /// <summary>Saves a document and tells of it, as it is now.</summary>
    public void Save(StripeDocument document, string eventType, JsonObject? previousAttributes = null)
    {
        Save(document);
        Emit(eventType, document, previousAttributes);
    }

    /// <summary>Does something at the end of this transaction, when everything else is done and told.</summary>
    public void Afterwards(Action action) => afterwards.Enqueue(action);

    /// <summary>Does what was put off to the end.</summary>
    public void RunAfterwards()
    {
        while (afterwards.TryDequeue(out var action))
        {
            action();
        }
    }

    /// <summary>Makes an event of the document as it is now, and schedules it for every endpoint that wants it.</summary>
    /// <param name="type">The event's type, such as <c>invoice.paid</c>.</param>
    /// <param name="document">The object that the event carries.</param>
    /// <param name="previousAttributes">For updates: the old values of what changed.</param>
    public void Emit(string type, StripeDocument document, JsonObject? previousAttributes = null)
    {
        var receivers = Endpoints().Where(e => Wants(e, type)).ToList();
        var data = new JsonObject { ["object"] = document.Json.DeepClone() };
        if (previousAttributes is not null)
        {
            data["previous_attributes"] = previousAttributes;
        }

        var json = new JsonObject
        {
            ["id"] = StripeId.NewEvent(),
            ["object"] = "event",
            ["api_version"] = options.ApiVersion,
            ["created"] = Now,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = receivers.Count,
            ["request"] = new JsonObject { ["id"] = request?.RequestId, ["idempotency_key"] = request?.IdempotencyKey },
            ["type"] = type,
        };
        var stored = new StripeDocument("event", json);
        Save(stored);
        foreach (var endpoint in receivers)
        {
            store.Deliveries.Add(stored.Id, endpoint.Id, wallNow);
        }
    }

    /// <summary>Schedules a stored event once more for every endpoint that wants it; returns how many there are.</summary>
    public int Resend(StripeDocument stored)
    {
        var receivers = Endpoints().Where(e => Wants(e, stored.Text("type")!)).ToList();
        HasChanges = true;
        receivers.ForEach(endpoint => store.Deliveries.Add(stored.Id, endpoint.Id, wallNow));
        return receivers.Count;
    }

    private static bool Wants(StripeDocument endpoint, string type) =>
        endpoint.Json["enabled_events"]!.AsArray().Any(e => e!.GetValue<string>() is var wanted && (wanted == "*" || wanted == type));

    private List<StripeDocument> Endpoints() =>
        endpoints ??= [.. store.Documents.All(new DocumentQuery("webhook_endpoint").Where("status", "enabled"))];
}
