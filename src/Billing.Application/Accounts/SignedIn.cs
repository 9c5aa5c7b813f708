using Billing.Application.Abstractions;

namespace Billing.Application.Accounts;

/// <summary>The user of a session.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Email">The address.</param>
/// <param name="EmailConfirmed">Whether the address is known to be theirs.</param>
/// <param name="Name">The name on invoices; null when none was given.</param>
/// <param name="Roles">The roles, <c>admin</c> for operators.</param>
public sealed record UserResponse(Guid Id, string Email, bool EmailConfirmed, string? Name, IReadOnlyList<string> Roles)
{
    internal static UserResponse Of(Account account) => new(account.Id, account.Email, account.EmailConfirmed, account.Name, account.Roles);
}

/// <summary>A session, as the caller sees it.</summary>
/// <param name="AccessToken">To be sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds until the access token stops working.</param>
/// <param name="User">Who is signed in.</param>
public sealed record SessionResponse(string AccessToken, string TokenType, int ExpiresIn, UserResponse User)
{
    internal static SessionResponse Of(AccessToken token, Account account) =>
        new(token.Value, "Bearer", (int)token.Lifetime.TotalSeconds, UserResponse.Of(account));
}

/// <summary>A session, with the token that renews it, which goes into a cookie and never into the body.</summary>
/// <param name="Response">What the caller sees.</param>
/// <param name="RefreshToken">The new refresh token; null when the caller keeps the one it has.</param>
public sealed record SignedIn(SessionResponse Response, IssuedRefreshToken? RefreshToken);
