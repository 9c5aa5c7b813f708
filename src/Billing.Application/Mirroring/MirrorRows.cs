using Billing.Domain.Snapshots;

namespace Billing.Application.Mirroring;

/// <summary>
/// The rows that a unit of work has looked for in advance: a batch of events asks for all of its rows of a kind at once, because
/// a query for each event costs more than everything else that is done for it (docs/performance.md).
/// </summary>
public sealed class MirrorRows
{
    private readonly Dictionary<(Type Kind, string StripeId), MirroredObject?> _rows = [];

    private readonly HashSet<Guid> _withSubscriptions = [];

    /// <summary>Whether it was looked for, and the row; null when there is none.</summary>
    public bool TryGet<TRow>(string stripeId, out TRow? row)
        where TRow : MirroredObject
    {
        bool isKnown = _rows.TryGetValue((typeof(TRow), stripeId), out MirroredObject? found);
        row = (TRow?)found;
        return isKnown;
    }

    /// <summary>Remembers what a look for these ids found.</summary>
    public void Remember<TRow>(IEnumerable<string> stripeIds, IReadOnlyDictionary<string, TRow> found)
        where TRow : MirroredObject
    {
        foreach (string stripeId in stripeIds)
        {
            _rows[(typeof(TRow), stripeId)] = found.GetValueOrDefault(stripeId);
        }
    }

    /// <summary>Which of these ids have not been looked for.</summary>
    public List<string> Unknown<TRow>(IEnumerable<string> stripeIds)
        where TRow : MirroredObject => [.. stripeIds.Where(id => !_rows.ContainsKey((typeof(TRow), id)))];

    /// <summary>Remembers that all subscriptions of these users are read now.</summary>
    public void RememberSubscriptionsOf(IEnumerable<Guid> users) => _withSubscriptions.UnionWith(users);

    /// <summary>Which of these users' subscriptions have not been read.</summary>
    public List<Guid> WithoutSubscriptions(IEnumerable<Guid> users) => [.. users.Where(u => !_withSubscriptions.Contains(u))];

    /// <summary>Forgets everything, before the work is done again.</summary>
    public void Clear()
    {
        _rows.Clear();
        _withSubscriptions.Clear();
    }
}
