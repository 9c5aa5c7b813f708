using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Billing.Api.Errors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Billing.Api.RateLimiting;

/// <summary>Keeps one caller from taking everybody's share.</summary>
internal static class RateLimiterSetup
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimits>().Bind(configuration.GetSection(RateLimits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimits>, RateLimitsValidator>();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimits>>((limiter, limits) =>
        {
            limiter.OnRejected = RefuseAsync;
            limiter.AddPolicy(RateLimitPolicies.Register, context => Partition(ClientOf(context), limits.Value.Register));
            limiter.AddPolicy(RateLimitPolicies.Login, context => Partition(ClientOf(context), limits.Value.Login));
            limiter.AddPolicy(RateLimitPolicies.Mail, context => Partition(ClientOf(context), limits.Value.Mail));
            limiter.AddPolicy(RateLimitPolicies.Checkout, context => Partition(UserOf(context), limits.Value.Checkout));
            limiter.AddPolicy(RateLimitPolicies.PaymentIntent, context => Partition(UserOf(context), limits.Value.PaymentIntent));
            limiter.AddPolicy(RateLimitPolicies.Subscription, context => Partition(UserOf(context), limits.Value.Subscription));
        });
        return services.AddRateLimiter(_ => { });
    }

    private static RateLimitPartition<string> Partition(string key, RateLimit limit) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit.Permits, Window = limit.Window, QueueLimit = 0 });

    private static string UserOf(HttpContext context) => context.User.FindFirst("sub")?.Value ?? ClientOf(context);

    /// <summary>The client's address; of IPv6 its network, since one customer has 2^64 addresses.</summary>
    private static string ClientOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null || address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "";
        }

        var network = address.GetAddressBytes();
        Array.Clear(network, 8, 8);
        return new IPAddress(network).ToString();
    }

    private static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
        ProblemWriter.RetryAfter(rejected.HttpContext, wait);
        return new ValueTask(ProblemWriter.WriteAsync(rejected.HttpContext, Problems.OfStatus(StatusCodes.Status429TooManyRequests)));
    }
}
