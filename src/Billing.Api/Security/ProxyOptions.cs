using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Billing.Api.Security;

/// <summary>
/// The settings of section <c>Proxy</c>. Behind a proxy, name it here: else every client has the proxy's address and shares one rate
/// limit. Named ones only, for anybody can send the headers. Empty (the default): the headers are not looked at.
/// </summary>
public sealed class ProxyOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Proxy";

    /// <summary>
    /// Addresses (<c>10.0.0.7</c>) and networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.
    /// </summary>
    public IList<string> Trusted { get; } = [];
}

/// <summary>Refuses what is neither an address nor a network.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var failures = options.Trusted
            .Select((value, i) => (value, i))
            .Where(t => !IPAddress.TryParse(t.value, out _) && !IPNetwork.TryParse(t.value, out _))
            .Select(t => $"Proxy:Trusted:{t.i} is neither an address nor a network in CIDR notation.")
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

/// <summary>The client's own address and scheme, told by a proxy that is trusted.</summary>
internal static class ProxySetup
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProxyOptions>().Bind(configuration.GetSection(ProxyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxy) =>
        {
            forwarded.ForwardedHeaders = proxy.Value.Trusted.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var trusted in proxy.Value.Trusted)
            {
                if (IPAddress.TryParse(trusted, out var address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    forwarded.KnownIPNetworks.Add(IPNetwork.Parse(trusted));
                }
            }
        });
        return services;
    }
}
