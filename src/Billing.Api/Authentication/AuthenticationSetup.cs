using Billing.Api.Authorization;
using Billing.Application.Abstractions;
using Billing.Infrastructure.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Billing.Api.Authentication;

/// <summary>Who is asking: access tokens as bearer tokens, refresh tokens as a cookie.</summary>
internal static class AuthenticationSetup
{
    public static IServiceCollection AddAccessTokenAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<JwtOptions>>((bearer, jwt) =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = jwt.Value.Validation();
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(AuthorizationPolicies.Admin, policy => policy.RequireRole(AccountRoles.Admin));
        return services
            .AddHttpContextAccessor()
            .AddScoped<ICurrentUser, HttpCurrentUser>()
            .AddScoped<IAuthorizationHandler, EntitlementHandler>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, EntitlementRefusals>()
            .AddSingleton<RefreshCookie>();
    }
}
