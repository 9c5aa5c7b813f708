namespace Billing.Application.Abstractions;

/// <summary>A token that renews a session once.</summary>
/// <param name="Value">The token; only its hash is stored.</param>
/// <param name="ExpiresAt">When it stops working (UTC).</param>
public sealed record IssuedRefreshToken(string Value, DateTime ExpiresAt);

/// <summary>A refresh token that was accepted.</summary>
/// <param name="UserId">Whose session it is.</param>
/// <param name="Successor">
/// What replaces it; null within the grace after its rotation, when somebody else holds the successor already.
/// </param>
public sealed record AcceptedRefreshToken(Guid UserId, IssuedRefreshToken? Successor);

/// <summary>The refresh tokens of sessions. Each is used once; the tokens that descend from one sign-in are a family.</summary>
public interface IRefreshTokens
{
    /// <summary>The first token of a new family.</summary>
    Task<IssuedRefreshToken> IssueAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a token by its successor; of two that try at once exactly one gets it. Null when the token does not work: unknown,
    /// expired, revoked, or used again after its grace, which revokes the whole family.
    /// </summary>
    Task<AcceptedRefreshToken?> RotateAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends the session the token belongs to: no token of its family works any more. An unknown token is no matter.</summary>
    Task RevokeAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends every session of a user.</summary>
    Task RevokeAllAsync(Guid userId, CancellationToken cancellationToken);
}
