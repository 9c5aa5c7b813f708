using Billing.Application.Abstractions;
using Billing.Application.Accounts;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Identity;

/// <summary>Reads what the account tables hold about a person. Hashes and stamps are no information, and are left out.</summary>
internal sealed class PersonalRecords(BillingDbContext db) : IPersonalRecords
{
    /// <inheritdoc />
    public Task<ExportedAccount?> FindAccountAsync(Guid userId, CancellationToken cancellationToken) => db.Users.AsNoTracking()
        .Where(u => u.Id == userId && u.DeletedAt == null)
        .Select(u => new ExportedAccount(
            u.Id,
            u.Email!,
            u.EmailConfirmed,
            u.Name,
            db.UserRoles.Where(held => held.UserId == u.Id).Join(db.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            u.CreatedAt))
        .SingleOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<ExportedSession> Sessions(Guid userId) => db.RefreshTokens.AsNoTracking()
        .Where(t => t.UserId == userId)
        .GroupBy(t => t.FamilyId)
        .Select(family => new { StartedAt = family.Min(t => t.CreatedAt), ExpiresAt = family.Max(t => t.ExpiresAt), EndedAt = family.Max(t => t.RevokedAt) })
        .OrderBy(family => family.StartedAt)
        .Select(family => new ExportedSession(family.StartedAt, family.ExpiresAt, family.EndedAt))
        .AsAsyncEnumerable();
}
