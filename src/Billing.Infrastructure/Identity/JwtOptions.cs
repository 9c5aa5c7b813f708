using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Infrastructure.Identity;

/// <summary>The settings of section <c>Jwt</c>: how access tokens are signed and whom they are for.</summary>
public sealed class JwtOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Jwt";

    /// <summary>The secret that signs the tokens (HMAC-SHA-256), at least 32 bytes. Never logged.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>Who issues the tokens (<c>iss</c>).</summary>
    public string Issuer { get; set; } = "billing";

    /// <summary>Whom they are for (<c>aud</c>).</summary>
    public string Audience { get; set; } = "billing";

    /// <summary>How long a token works: a revoked session or a withdrawn role outlives its end by this much at most.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How a token of ours is told from any other.</summary>
    public TokenValidationParameters Validation() => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        IssuerSigningKey = Key(),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        NameClaimType = "sub",
        RoleClaimType = "role",
        ClockSkew = TimeSpan.Zero,
    };

    internal SymmetricSecurityKey Key() => new(Encoding.UTF8.GetBytes(SigningKey));
}

/// <summary>Refuses to start with a key that can be guessed.</summary>
internal sealed class JwtOptionsValidator : IValidateOptions<JwtOptions>
{
    /// <summary>RFC 7518, section 3.2: a key for HS256 is at least as long as the hash.</summary>
    private const int MinKeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, JwtOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(JwtOptions options)
    {
        if (Encoding.UTF8.GetByteCount(options.SigningKey) < MinKeyBytes)
        {
            yield return "Jwt:SigningKey is missing or under 32 bytes: set it to a random secret (openssl rand -base64 48).";
        }
        else if (options.SigningKey.Distinct().Count() < 8)
        {
            yield return "Jwt:SigningKey is not random: set it to a random secret (openssl rand -base64 48).";
        }

        if (string.IsNullOrWhiteSpace(options.Issuer) || string.IsNullOrWhiteSpace(options.Audience))
        {
            yield return "Jwt:Issuer and Jwt:Audience must not be empty.";
        }

        if (options.Lifetime <= TimeSpan.Zero || options.Lifetime > TimeSpan.FromHours(1))
        {
            yield return "Jwt:Lifetime must be over zero and at most one hour.";
        }
    }
}
