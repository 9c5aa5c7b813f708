using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Billing.Application.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Sums up what one application counts.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = new();

    /// <summary>Listens from now on.</summary>
    public RecordedMetrics(BillingApp app)
    {
        Meter meter = app.Services.GetRequiredService<BillingMetrics>().Meter;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _sums.AddOrUpdate($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}", value, (_, sum) => sum + value));
        _listener.Start();
    }

    /// <summary>What was counted of an instrument with exactly these values of its tags.</summary>
    public long Of(string instrument, params object[] tags) => _sums.GetValueOrDefault($"{instrument} {string.Join(' ', tags)}");

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
