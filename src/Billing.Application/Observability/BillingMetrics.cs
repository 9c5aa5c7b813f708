using System.Diagnostics.Metrics;

namespace Billing.Application.Observability;

/// <summary>
/// What operators watch, on the meter <c>Billing</c>. No tag holds an id: their values are few, and none of them is personal.
/// </summary>
public sealed class BillingMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Billing";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _signatures;
    private readonly Counter<long> _processed;
    private readonly Counter<long> _attemptsFailed;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _stripeCalls;
    private readonly Counter<long> _refunds;
    private readonly Counter<long> _alerts;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _stripeCallDuration;
    private long _due;

    /// <summary>Makes the instruments.</summary>
    public BillingMetrics()
    {
        _deliveries = _meter.CreateCounter<long>(
            "billing.webhook.deliveries", "{delivery}", "Deliveries received, by outcome: stored, duplicate, conflicting or refused (with the reason).");
        _signatures = _meter.CreateCounter<long>(
            "billing.webhook.signatures", "{delivery}", "Deliveries by the number of the configured secret that signed them: when the old one no longer counts, it can go.");
        _processed = _meter.CreateCounter<long>("billing.events.processed", "{event}", "Events processed, by type and outcome.");
        _attemptsFailed = _meter.CreateCounter<long>("billing.events.failed_attempts", "{attempt}", "Attempts at an event that failed, by type.");
        _dead = _meter.CreateCounter<long>("billing.events.dead", "{event}", "Events given up, by type.");
        _refunds = _meter.CreateCounter<long>("billing.refunds", "{refund}", "Refunds that operators ordered, by outcome: made or refused by Stripe.");
        _alerts = _meter.CreateCounter<long>("billing.alerts", "{alert}", "Alerts for operators, by kind.");
        _lag = _meter.CreateHistogram<double>("billing.events.lag", "s", "From an event's receipt until its effect is committed.");
        _stripeCalls = _meter.CreateCounter<long>("billing.stripe.calls", "{call}", "Calls to Stripe, by outcome: ok, refused, unreachable, canceled or not_made.");
        _stripeCallDuration = _meter.CreateHistogram<double>("billing.stripe.call_duration", "s", "How long a call to Stripe took, repetitions included.");
        _meter.CreateObservableGauge("billing.events.due", () => Interlocked.Read(ref _due), "{event}", "Events that are due and not processed yet.");
    }

    /// <summary>This instance's meter: several applications may run in one process.</summary>
    internal Meter Meter => _meter;

    /// <summary>A delivery was answered.</summary>
    /// <param name="outcome">stored, duplicate or conflicting.</param>
    public void Delivered(string outcome) => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A delivery was refused.</summary>
    /// <param name="reason">One of a few words.</param>
    public void Refused(string reason) => _deliveries.Add(1, new("outcome", "refused"), new("reason", reason));

    /// <summary>A signature was good.</summary>
    /// <param name="secret">Which of the configured secrets made it, from 0.</param>
    public void SignatureVerified(int secret) => _signatures.Add(1, new KeyValuePair<string, object?>("secret", secret));

    /// <summary>An event's effect is committed.</summary>
    public void Processed(string type, string outcome, TimeSpan lag)
    {
        _processed.Add(1, new("type", type), new("outcome", outcome));
        _lag.Record(lag.TotalSeconds);
    }

    /// <summary>An attempt failed; the event is tried again or given up.</summary>
    public void AttemptFailed(string type, bool isDead)
    {
        _attemptsFailed.Add(1, new KeyValuePair<string, object?>("type", type));
        if (isDead)
        {
            _dead.Add(1, new KeyValuePair<string, object?>("type", type));
        }
    }

    /// <summary>A call to Stripe ended.</summary>
    /// <param name="outcome">ok, refused, unreachable, or not_made: the circuit was open.</param>
    /// <param name="took">How long it took.</param>
    public void StripeCalled(string outcome, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome);
        _stripeCalls.Add(1, tag);
        _stripeCallDuration.Record(took.TotalSeconds, tag);
    }

    /// <summary>Stripe answered to a refund that an operator ordered.</summary>
    /// <param name="outcome">made or refused.</param>
    public void RefundMade(string outcome) => _refunds.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>An alert was raised.</summary>
    public void Alerted(string kind) => _alerts.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>How many events are due now.</summary>
    public void Due(long count) => Interlocked.Exchange(ref _due, count);

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
