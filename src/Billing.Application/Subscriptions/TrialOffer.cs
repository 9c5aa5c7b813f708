using Billing.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Everybody gets one trial: whoever had one, on whatever plan and however long ago, pays at once.</summary>
public sealed class TrialOffer(IBillingDbContext db)
{
    /// <summary>Whether the user has had none yet.</summary>
    public async Task<bool> IsAvailableAsync(Guid userId, CancellationToken cancellationToken) =>
        !await db.Subscriptions.AnyAsync(s => s.UserId == userId && s.TrialEnd != null, cancellationToken);
}
