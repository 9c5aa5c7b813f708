using Billing.Application.Customers;
using Billing.Application.StripeEvents;

namespace Billing.Application.Mirroring;

/// <summary>A kind of mirrored object whose rows can be looked for in advance.</summary>
public interface IPreloadedMirror
{
    /// <summary>What Stripe's ids of this kind begin with.</summary>
    string IdPrefix { get; }

    /// <summary>Looks for the rows of these objects.</summary>
    Task PreloadAsync(IReadOnlyCollection<string> stripeIds, CancellationToken cancellationToken);
}

/// <summary>Looks in advance for what a batch of events will ask for: the rows of their objects, and whose their customers are.</summary>
public sealed class MirrorPreload(IEnumerable<IPreloadedMirror> mirrors, OwnerResolver owners)
{
    /// <summary>Reads it; an event whose object is of an unknown kind asks for itself.</summary>
    public async Task ReadAsync(IReadOnlyCollection<StripeEvent> events, CancellationToken cancellationToken)
    {
        foreach (IPreloadedMirror mirror in mirrors)
        {
            List<string> ids = [.. events
                .Where(e => e.ObjectId?.StartsWith(mirror.IdPrefix, StringComparison.Ordinal) == true)
                .Select(e => e.ObjectId!)
                .Distinct()];
            if (ids.Count > 0)
            {
                await mirror.PreloadAsync(ids, cancellationToken);
            }
        }

        await owners.PreloadAsync([.. events.Select(e => e.Lane).Distinct()], cancellationToken);
    }
}
