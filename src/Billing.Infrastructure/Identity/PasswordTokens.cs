using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Identity;

/// <summary>How long the tokens work that set a new password.</summary>
internal sealed class PasswordTokenOptions : DataProtectionTokenProviderOptions
{
    public PasswordTokenOptions()
    {
        Name = PasswordTokens.ProviderName;
        TokenLifespan = TimeSpan.FromHours(1);
    }
}

/// <summary>Tokens that set a new password: shorter-lived than those that confirm an address.</summary>
internal sealed class PasswordTokens(
    IDataProtectionProvider protection, IOptions<PasswordTokenOptions> options, ILogger<DataProtectorTokenProvider<User>> logger)
    : DataProtectorTokenProvider<User>(protection, options, logger)
{
    /// <summary>The name by which Identity finds it.</summary>
    public const string ProviderName = "password";
}
