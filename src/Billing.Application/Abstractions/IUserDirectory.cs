namespace Billing.Application.Abstractions;

/// <summary>What billing needs to know of a user.</summary>
public sealed record UserContact(Guid Id, string Email, string? Name);

/// <summary>The users, as far as billing needs them.</summary>
public interface IUserDirectory
{
    /// <summary>The user of that id; null when there is none, or only an anonymised one.</summary>
    Task<UserContact?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The user of that address, in any case; null when there is none.</summary>
    Task<UserContact?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>The addresses of users; those who are gone have none.</summary>
    Task<IReadOnlyDictionary<Guid, string>> EmailsOfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
