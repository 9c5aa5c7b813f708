using Billing.Application.Abstractions;
using Billing.Application.Accounts;
using Billing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Identity;

/// <summary>Accounts and sessions.</summary>
internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentityAndTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<User>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<BillingDbContext>()
            .AddTokenProvider<DataProtectorTokenProvider<User>>(TokenOptions.DefaultProvider)
            .AddTokenProvider<PasswordTokens>(PasswordTokens.ProviderName);
        services.AddOptions<JwtOptions>().Bind(configuration.GetSection(JwtOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>()
            .AddSingleton<IAccessTokens, JwtAccessTokens>()
            .AddScoped<IRefreshTokens, RefreshTokens>()
            .AddScoped<IUserAccounts, UserAccounts>()
            .AddScoped<IAccountErasure, AccountErasure>()
            .AddScoped<IPersonalRecords, PersonalRecords>()
            .AddScoped<IUserDirectory, UserDirectory>();
    }

    private static void Configure(IdentityOptions options)
    {
        options.Tokens.PasswordResetTokenProvider = PasswordTokens.ProviderName;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = PasswordRules.MinLength;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }
}
