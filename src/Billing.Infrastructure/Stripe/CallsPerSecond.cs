using System.Threading.Channels;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Lets no more than so many calls begin in any second; who comes when all turns are taken waits, first come, first served. A turn is
/// free again a second after it was taken: nothing is made up for, so that a process that was held up does not burst.
/// </summary>
internal sealed class CallsPerSecond : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Channel<int> _free;

    public CallsPerSecond(int limit, TimeProvider time)
    {
        _time = time;
        _free = Channel.CreateBounded<int>(limit);
        for (int turn = 0; turn < limit; turn++)
        {
            _free.Writer.TryWrite(turn);
        }
    }

    /// <summary>Waits for a turn and takes it.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more; no turn was taken.</exception>
    public async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        int turn = await _free.Reader.ReadAsync(cancellationToken);
        _ = FreeAsync(turn);
    }

    /// <inheritdoc />
    public void Dispose() => _free.Writer.TryComplete();

    private async Task FreeAsync(int turn)
    {
        await Task.Delay(Second, _time);
        _free.Writer.TryWrite(turn);
    }
}
