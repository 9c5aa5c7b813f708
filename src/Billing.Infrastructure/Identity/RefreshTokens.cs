using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Billing.Application.Abstractions;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.Identity;

/// <summary>
/// Refresh tokens in the database, as hashes. Every change is one conditional update, so that of two requests with the same token
/// exactly one wins; a family is over as soon as one of its tokens is revoked, whatever was added to it in that moment.
/// </summary>
internal sealed partial class RefreshTokens(BillingDbContext db, TimeProvider timeProvider, ILogger<RefreshTokens> logger) : IRefreshTokens
{
    /// <summary>How long a token works when nobody uses it.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How long a replaced token may still come: another tab sent it at the same time, or the answer was lost.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    public async Task<IssuedRefreshToken> IssueAsync(Guid userId, CancellationToken cancellationToken)
    {
        var (issued, row) = Create(userId, familyId: Guid.CreateVersion7(), parentId: null);
        await db.InTransactionAsync(
            async token =>
            {
                db.Forget();
                await db.RefreshTokens.Where(t => t.UserId == userId && t.ExpiresAt < row.CreatedAt).ExecuteDeleteAsync(token);
                db.RefreshTokens.Add(row);
                await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return issued;
    }

    public async Task<AcceptedRefreshToken?> RotateAsync(string token, CancellationToken cancellationToken)
    {
        var found = await FindAsync(token, cancellationToken);
        if (found is null || found.ExpiresAt <= Now || await IsRevokedAsync(found.FamilyId, cancellationToken))
        {
            return null;
        }

        var successor = found.RotatedAt is null ? await ReplaceAsync(found, cancellationToken) : null;
        return successor is null
            ? await AcceptAgainAsync(found.Id, cancellationToken)
            : new AcceptedRefreshToken(found.UserId, successor);
    }

    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is { } found)
        {
            await RevokeFamilyAsync(found.FamilyId, cancellationToken);
        }
    }

    public Task RevokeAllAsync(Guid userId, CancellationToken cancellationToken) => db.InTransactionAsync(
        token => db.RefreshTokens
            .Where(t => t.UserId == userId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, Now), token),
        cancellationToken);

    /// <summary>The successor; null when somebody else was first.</summary>
    private async Task<IssuedRefreshToken?> ReplaceAsync(RefreshToken found, CancellationToken cancellationToken)
    {
        var (issued, row) = Create(found.UserId, found.FamilyId, found.Id);
        var isFirst = false;
        await db.InTransactionAsync(
            async token =>
            {
                db.Forget();
                isFirst = await db.RefreshTokens
                    .Where(t => t.Id == found.Id && t.RotatedAt == null && t.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.RotatedAt, row.CreatedAt), token) == 1;
                if (isFirst)
                {
                    db.RefreshTokens.Add(row);
                    await db.SaveChangesAsync(token);
                }
            },
            cancellationToken);
        return isFirst ? issued : null;
    }

    /// <summary>A token that was replaced already: fine within the grace, else somebody has a copy of it.</summary>
    private async Task<AcceptedRefreshToken?> AcceptAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        var current = await db.RefreshTokens.AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken);
        if (current.RevokedAt is not null || current.RotatedAt is null)
        {
            return null;
        }

        if (Now - current.RotatedAt <= Grace)
        {
            return new AcceptedRefreshToken(current.UserId, Successor: null);
        }

        LogReuse(current.UserId, current.FamilyId);
        await RevokeFamilyAsync(current.FamilyId, cancellationToken);
        return null;
    }

    private Task RevokeFamilyAsync(Guid familyId, CancellationToken cancellationToken) => db.InTransactionAsync(
        token => db.RefreshTokens
            .Where(t => t.FamilyId == familyId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, Now), token),
        cancellationToken);

    private Task<bool> IsRevokedAsync(Guid familyId, CancellationToken cancellationToken) =>
        db.RefreshTokens.AnyAsync(t => t.FamilyId == familyId && t.RevokedAt != null, cancellationToken);

    private Task<RefreshToken?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        return db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken);
    }

    private (IssuedRefreshToken Issued, RefreshToken Row) Create(Guid userId, Guid familyId, Guid? parentId)
    {
        var now = Now;
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new RefreshToken
        {
            UserId = userId,
            Hash = HashOf(value),
            FamilyId = familyId,
            ParentId = parentId,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        return (new IssuedRefreshToken(value, row.ExpiresAt), row);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    [LoggerMessage(LogLevel.Warning, "A used refresh token of user {UserId} came again; its family {FamilyId} is revoked.")]
    private partial void LogReuse(Guid userId, Guid familyId);
}
