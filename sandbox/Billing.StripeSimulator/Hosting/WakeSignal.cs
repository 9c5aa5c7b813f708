namespace Billing.StripeSimulator.Hosting;

/// <summary>Wakes one waiting background service; signals that come before it waits are remembered, many as one.</summary>
internal sealed class WakeSignal : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim semaphore = new(0);
    private int isSet;

    /// <summary>Wakes the waiter, now or when it next waits.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref isSet, 1) == 0)
        {
            semaphore.Release();
        }
    }

    /// <summary>Waits for a signal, or until the time is over.</summary>
    /// <param name="atMost">How long to wait; null waits for a signal only. A wait may also end early.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    public async Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var timeout = atMost is { } wait && wait < LongestWait ? wait : LongestWait;
        await semaphore.WaitAsync(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, cancellationToken);
        Interlocked.Exchange(ref isSet, 0);
    }

    /// <inheritdoc />
    public void Dispose() => semaphore.Dispose();
}
