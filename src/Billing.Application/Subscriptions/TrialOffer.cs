using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Subscriptions;

/// <summary>Everybody gets one trial: whoever had one, on whatever plan and however long ago, pays at once.</summary>
public sealed class TrialOffer(IBillingDbContext db, IOptions<BillingOptions> options)
{
    /// <summary>Whether a trial asks for a card.</summary>
    public bool NeedCard => options.Value.TrialNeedsCard;

    /// <summary>Whether the user has had none yet.</summary>
    public async Task<bool> IsAvailableAsync(Guid userId, CancellationToken cancellationToken) =>
        !await db.Subscriptions.AnyAsync(s => s.UserId == userId && s.TrialEnd != null, cancellationToken);

    /// <summary>The days of trial that the user gets with a price; null for none.</summary>
    public async Task<int?> DaysAsync(Guid userId, PlanPrice price, CancellationToken cancellationToken) =>
        price.TrialDays is { } days && await IsAvailableAsync(userId, cancellationToken) ? days : null;
}
