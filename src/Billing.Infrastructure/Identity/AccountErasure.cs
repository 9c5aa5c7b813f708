using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Operations;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Identity;

/// <summary>Takes a person out of the tables.</summary>
internal sealed class AccountErasure(BillingDbContext db, PersonalPayloads payloads, TimeProvider time) : IAccountErasure
{
    /// <inheritdoc />
    public async Task<bool> TryEraseAsync(Guid userId, CancellationToken cancellationToken)
    {
        bool isErased = false;
        await db.InTransactionAsync(
            async token =>
            {
                db.Forget();
                isErased = !await IsInUseAsync(userId, token);
                if (isErased)
                {
                    await EraseAsync(userId, token);
                }
            },
            cancellationToken);
        if (isErased)
        {
            // It is decided: a caller who goes away now changes nothing.
            await payloads.RemoveOfUserAsync(userId, CancellationToken.None);
        }

        return isErased;
    }

    private async Task<bool> IsInUseAsync(Guid userId, CancellationToken cancellationToken) =>
        await db.Subscriptions.AnyAsync(
            s => s.UserId == userId && s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired, cancellationToken)
        || await db.CheckoutSessions.AnyAsync(
            s => s.UserId == userId && (s.Status == CheckoutSessionStatus.Creating || s.Status == CheckoutSessionStatus.Open), cancellationToken);

    private async Task EraseAsync(Guid userId, CancellationToken cancellationToken)
    {
        await AnonymiseAsync(userId, cancellationToken);
        await db.RefreshTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.UserRoles.Where(r => r.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.UserClaims.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.UserLogins.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.UserTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.EmailMessages.Where(m => m.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.IdempotencyKeys.Where(k => k.UserId == userId).ExecuteDeleteAsync(cancellationToken);

        // Whoever has read one of these rows loses to this, reads it again and finds it forgotten.
        await db.Customers.Where(c => c.UserId == userId).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.Email, (string?)null)
                .SetProperty(c => c.Name, (string?)null)
                .SetProperty(c => c.IsPrimary, false)
                .SetProperty(c => c.IsForgotten, true)
                .SetProperty(c => c.Version, c => c.Version + 1),
            cancellationToken);
        db.AuditEntries.Add(new AuditEntry
        {
            ActorId = userId,
            Action = "account.delete",
            SubjectId = userId.ToString(),
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The row stays, as payments refer to it. Its address is one that no mail reaches (RFC 2606), and free for a new account.</summary>
    private Task<int> AnonymiseAsync(Guid userId, CancellationToken cancellationToken)
    {
        string nobody = $"deleted-{userId}@invalid", normalized = nobody.ToUpperInvariant();
        string security = Guid.NewGuid().ToString("N"), concurrency = Guid.NewGuid().ToString();
        DateTime now = time.GetUtcNow().UtcDateTime;
        return db.Users.Where(u => u.Id == userId && u.DeletedAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.Email, nobody)
                .SetProperty(u => u.NormalizedEmail, normalized)
                .SetProperty(u => u.UserName, nobody)
                .SetProperty(u => u.NormalizedUserName, normalized)
                .SetProperty(u => u.EmailConfirmed, false)
                .SetProperty(u => u.Name, (string?)null)
                .SetProperty(u => u.PhoneNumber, (string?)null)
                .SetProperty(u => u.PasswordHash, (string?)null)
                .SetProperty(u => u.SecurityStamp, security)
                .SetProperty(u => u.ConcurrencyStamp, concurrency)
                .SetProperty(u => u.DeletedAt, now),
            cancellationToken);
    }
}
