using Billing.Application.Abstractions;
using Billing.Application.Errors;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Renews a session.</summary>
/// <param name="RefreshToken">The token of the cookie; null when there is no cookie.</param>
public sealed record RefreshSession(string? RefreshToken) : IRequest<SignedIn>;

internal sealed class RefreshSessionHandler(IRefreshTokens refreshTokens, IUserAccounts accounts, IAccessTokens accessTokens)
    : IRequestHandler<RefreshSession, SignedIn>
{
    public async Task<SignedIn> Handle(RefreshSession request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.RefreshToken))
        {
            throw SessionIsOver();
        }

        var accepted = await refreshTokens.RotateAsync(request.RefreshToken, cancellationToken) ?? throw SessionIsOver();
        var account = await accounts.FindAsync(accepted.UserId, cancellationToken) ?? throw SessionIsOver();
        return new SignedIn(SessionResponse.Of(accessTokens.Issue(account), account), accepted.Successor);
    }

    private static BillingException SessionIsOver() =>
        new(BillingErrorKind.Unauthenticated, "session_expired", "The session is over. Sign in again.");
}
