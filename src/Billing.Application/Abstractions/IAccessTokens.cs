namespace Billing.Application.Abstractions;

/// <summary>A token that a caller sends with each request.</summary>
/// <param name="Value">The token.</param>
/// <param name="Lifetime">How long it works from now on.</param>
public sealed record AccessToken(string Value, TimeSpan Lifetime);

/// <summary>Issues access tokens. They are checked without the database, so a change of roles shows with the next one.</summary>
public interface IAccessTokens
{
    /// <summary>A token for the account, with its present roles.</summary>
    AccessToken Issue(Account account);
}
