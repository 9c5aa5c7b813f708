using Billing.Application.Abstractions;

namespace Billing.Api.Authentication;

/// <summary>
/// The cookie that holds the refresh token. Scripts cannot read it, other sites cannot send it, and it goes to the auth endpoints
/// only. Plain http is for Development alone.
/// </summary>
public sealed class RefreshCookie(IHostEnvironment environment)
{
    private const string Name = "billing_refresh";

    /// <summary>The token that came; null for none.</summary>
    public string? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[Name];
    }

    /// <summary>Hands out a token; null leaves the caller the one it has.</summary>
    public void Write(HttpResponse response, IssuedRefreshToken? token)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (token is not null)
        {
            response.Cookies.Append(Name, token.Value, Options(token.ExpiresAt));
        }
    }

    /// <summary>Takes the token back.</summary>
    public void Clear(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(Name, Options(expiresAt: null));
    }

    private CookieOptions Options(DateTime? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = !environment.IsDevelopment(),
        Path = "/v1/auth",
        Expires = expiresAt,
        IsEssential = true,
    };
}
