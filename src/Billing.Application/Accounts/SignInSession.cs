using Billing.Application.Abstractions;

namespace Billing.Application.Accounts;

/// <summary>Begins a session for somebody whose word was believed.</summary>
internal sealed class SignInSession(IAccessTokens accessTokens, IRefreshTokens refreshTokens)
{
    public async Task<SignedIn> BeginAsync(Account account, CancellationToken cancellationToken) => new(
        SessionResponse.Of(accessTokens.Issue(account), account),
        await refreshTokens.IssueAsync(account.Id, cancellationToken));
}
