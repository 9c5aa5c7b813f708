using Microsoft.AspNetCore.Identity;

namespace Billing.Infrastructure.Identity;

/// <summary>Somebody with an account. Never hard-deleted: deletion anonymises the row, and the payments stay.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>A new account; its id is a UUID version 7.</summary>
    public User() => Id = Guid.CreateVersion7();

    /// <summary>The name on invoices and in the app.</summary>
    public string? Name { get; set; }

    /// <summary>When the account was made (UTC).</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the row was anonymised (UTC); null while the account lives.</summary>
    public DateTime? DeletedAt { get; set; }
}
