using Billing.Domain.Operations;

namespace Billing.Application.Abstractions;

/// <summary>Somebody with an account.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Email">The address as it was given.</param>
/// <param name="EmailConfirmed">Whether the address is known to be theirs.</param>
/// <param name="Name">The name on invoices; null when none was given.</param>
/// <param name="Roles">What they may do besides using the product; see <see cref="AccountRoles"/>.</param>
public sealed record Account(Guid Id, string Email, bool EmailConfirmed, string? Name, IReadOnlyList<string> Roles);

/// <summary>The roles an account can have.</summary>
public static class AccountRoles
{
    /// <summary>An operator: sees every customer and may act on events and payments.</summary>
    public const string Admin = "admin";
}

/// <summary>The accounts of the users: who there is, and whether a password is theirs.</summary>
public interface IUserAccounts
{
    /// <summary>Opens an account.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">The name on invoices; null for none.</param>
    /// <param name="password">The password.</param>
    /// <param name="firstMail">Makes a mail to the new user, which commits with the account; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Errors.BillingException"><c>email_taken</c>: the address has an account already.</exception>
    /// <exception cref="FluentValidation.ValidationException">The password does not meet the rules.</exception>
    Task<Account> CreateAsync(
        string email, string? name, string password, Func<Guid, EmailMessage>? firstMail, CancellationToken cancellationToken);

    /// <summary>
    /// The account that the address and the password open; null when they open none. An unknown address costs the same work as a
    /// wrong password, and an account that is locked out says no to the right password too, so that the answer tells nothing.
    /// </summary>
    Task<Account?> SignInAsync(string email, string password, CancellationToken cancellationToken);

    /// <summary>The account of that id; null when there is none, or only an anonymised one.</summary>
    Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The account of that address; null when there is none.</summary>
    Task<Account?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>Gives an account a role; nothing changes when it has it. Access tokens carry it from the next refresh on.</summary>
    Task GrantAsync(Guid id, string role, CancellationToken cancellationToken);

    /// <summary>A token that confirms the address of an account, for a day; null when there is no such account.</summary>
    Task<string?> NewEmailTokenAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A token that sets a new password, once and for an hour; null when there is no such account.</summary>
    Task<string?> NewPasswordTokenAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Confirms the address; false when the token is not good. A confirmed one stays confirmed.</summary>
    Task<bool> ConfirmEmailAsync(Guid id, string token, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a new password and lifts a lockout; false when the token is not good. It was mailed, so the address counts as confirmed.
    /// </summary>
    /// <exception cref="FluentValidation.ValidationException">The password does not meet the rules.</exception>
    Task<bool> ResetPasswordAsync(Guid id, string token, string password, CancellationToken cancellationToken);
}
