using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>Notes at start which Stripe SDK this build runs on: the official package, or the stand-in under compat/.</summary>
internal sealed partial class StripeSdkNote(ILogger<StripeSdkNote> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        AssemblyName sdk = typeof(StripeClient).Assembly.GetName();
        LogSdk(logger, sdk.Name, StripeConfiguration.StripeNetVersion, StripeConfiguration.ApiVersion);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stripe SDK: {Sdk} {Version}, API version {ApiVersion}")]
    private static partial void LogSdk(ILogger logger, string? sdk, string version, string apiVersion);
}
