using Billing.Application.Abstractions;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Infrastructure.Identity;

/// <summary>The users as billing sees them.</summary>
internal sealed class UserDirectory(BillingDbContext db) : IUserDirectory
{
    public Task<UserContact?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Users
        .Where(u => u.Id == id && u.DeletedAt == null)
        .Select(u => new UserContact(u.Id, u.Email!, u.Name))
        .SingleOrDefaultAsync(cancellationToken);
}
