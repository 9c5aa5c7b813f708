using System.Threading.Channels;
using Billing.Application.Abstractions;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Wakes the worker as soon as an event is on disk.</summary>
public sealed class EventSignal(TimeProvider time) : IEventWorker
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _stored;

    /// <summary>How many deliveries were stored since the start.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <inheritdoc />
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Deliveries were stored.</summary>
    public void Wake(int stored)
    {
        Interlocked.Add(ref _stored, stored);
        Wake();
    }

    /// <summary>Returns when there is something to do, or after the given time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is over: the caller looks for itself.
        }
    }
}
