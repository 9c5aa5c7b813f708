using Billing.Application.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Infrastructure.Identity;

/// <summary>Access tokens as JSON web tokens (RFC 7519), signed with the secret of <see cref="JwtOptions"/>.</summary>
internal sealed class JwtAccessTokens(IOptions<JwtOptions> options, TimeProvider timeProvider) : IAccessTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials = new(options.Value.Key(), SecurityAlgorithms.HmacSha256);

    public AccessToken Issue(Account account)
    {
        var jwt = options.Value;
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = jwt.Issuer,
            Audience = jwt.Audience,
            IssuedAt = now,
            Expires = now + jwt.Lifetime,
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = account.Id.ToString(),
                ["role"] = account.Roles.ToArray(),
            },
        });
        return new AccessToken(token, jwt.Lifetime);
    }
}
