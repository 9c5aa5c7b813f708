using System.Threading.Channels;
using Billing.Application.Abstractions;

namespace Billing.Infrastructure.Reconciliation;

/// <summary>The comparisons that operators asked for and nobody has begun yet.</summary>
internal sealed class ReconciliationQueue : IBackgroundReconciliation
{
    private readonly Channel<Guid> _runs = Channel.CreateUnbounded<Guid>();

    /// <summary>Reads them.</summary>
    public ChannelReader<Guid> Reader => _runs.Reader;

    /// <inheritdoc />
    public void Enqueue(Guid runId) => _runs.Writer.TryWrite(runId);
}
