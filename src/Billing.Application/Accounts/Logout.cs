using Billing.Application.Abstractions;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Ends a session. Its access token works on until it expires, minutes later.</summary>
/// <param name="RefreshToken">The token of the cookie; null when there is no cookie, and so nothing to end.</param>
public sealed record Logout(string? RefreshToken) : IRequest;

internal sealed class LogoutHandler(IRefreshTokens refreshTokens) : IRequestHandler<Logout>
{
    public Task Handle(Logout request, CancellationToken cancellationToken) => string.IsNullOrEmpty(request.RefreshToken)
        ? Task.CompletedTask
        : refreshTokens.RevokeAsync(request.RefreshToken, cancellationToken);
}
