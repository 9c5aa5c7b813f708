using Billing.Application.Customers;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;

namespace Billing.Application.Mirroring;

/// <summary>A kind of mirrored object whose rows can be looked for in advance.</summary>
public interface IPreloadedMirror
{
    /// <summary>
    /// What Stripe's ids of this kind begin with. Some kinds have two: a charge of a card is <c>ch_</c> and its refund <c>re_</c>, those of
    /// other means of payment, bank debits for example, are <c>py_</c> and <c>pyr_</c>; a dispute is <c>du_</c>, an older one <c>dp_</c>.
    /// </summary>
    IReadOnlyList<string> IdPrefixes { get; }

    /// <summary>Looks for the rows of these objects.</summary>
    Task PreloadAsync(IReadOnlyCollection<string> stripeIds, CancellationToken cancellationToken);
}

/// <summary>
/// Looks in advance for what a batch of events will ask for: the rows of their objects, whose their customers are, and the
/// subscriptions of those whose subscription it is about.
/// </summary>
public sealed class MirrorPreload(IEnumerable<IPreloadedMirror> mirrors, OwnerResolver owners, SubscriptionsOfUsers subscriptions)
{
    /// <summary>Reads it; an event whose object is of an unknown kind asks for itself.</summary>
    public async Task ReadAsync(IReadOnlyCollection<StripeEvent> events, CancellationToken cancellationToken)
    {
        foreach (IPreloadedMirror mirror in mirrors)
        {
            List<string> ids = [.. events
                .Select(e => e.ObjectId)
                .OfType<string>()
                .Where(id => mirror.IdPrefixes.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal)))
                .Distinct()];
            if (ids.Count > 0)
            {
                await mirror.PreloadAsync(ids, cancellationToken);
            }
        }

        await owners.PreloadAsync([.. events.Select(e => e.Lane).Distinct()], cancellationToken);
        List<Guid> subscribers = [.. events
            .Where(e => e.ObjectId?.StartsWith(SubscriptionMirror.IdPrefix, StringComparison.Ordinal) == true)
            .Select(e => owners.Preloaded(e.Lane))
            .OfType<Guid>()
            .Distinct()];
        if (subscribers.Count > 0)
        {
            await subscriptions.ReadAsync(subscribers, cancellationToken);
        }
    }
}
