using Billing.Application.Abstractions;
using Billing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Identity;

/// <summary>The users as billing sees them.</summary>
internal sealed class UserDirectory(BillingDbContext db, ILookupNormalizer normalizer) : IUserDirectory
{
    public Task<UserContact?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Users
        .Where(u => u.Id == id && u.DeletedAt == null)
        .Select(u => new UserContact(u.Id, u.Email!, u.Name))
        .SingleOrDefaultAsync(cancellationToken);

    public Task<UserContact?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        string? normalized = normalizer.NormalizeEmail(email);
        return db.Users
            .Where(u => u.NormalizedEmail == normalized && u.DeletedAt == null)
            .Select(u => new UserContact(u.Id, u.Email!, u.Name))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> EmailsOfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await db.Users
            .Where(u => ids.Contains(u.Id) && u.DeletedAt == null)
            .Select(u => new { u.Id, u.Email })
            .ToDictionaryAsync(u => u.Id, u => u.Email!, cancellationToken);
}
