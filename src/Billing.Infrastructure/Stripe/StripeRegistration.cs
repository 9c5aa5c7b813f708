using Billing.Application.Abstractions;
using Billing.Infrastructure.Idempotency;
using Billing.Infrastructure.Stripe.Setup;
using Billing.Infrastructure.StripeEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>Registers the adapter to Stripe.</summary>
internal static class StripeRegistration
{
    /// <summary>A person waits for most calls; with the SDK's two retries a dead Stripe is noticed within a minute.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Connections are renewed so that a change of Stripe's addresses is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The gateway, the reader of payloads and what they need.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services) => services
        .AddSingleton(provider => CreateClient(provider.GetRequiredService<IOptions<StripeOptions>>().Value))
        .AddSingleton<StripeCalls>()
        .AddSingleton<StripeGateway>()
        .AddScoped(provider => provider.GetRequiredService<EventScope>().ForbidsStripeCalls
            ? ForbiddenStripeGateway.Instance
            : provider.GetRequiredService<StripeGateway>())
        .AddSingleton<IStripeSubscriptions, StripeSubscriptions>()
        .AddSingleton<StripeRefunds>()
        .AddScoped(provider => provider.GetRequiredService<EventScope>().ForbidsStripeCalls
            ? ForbiddenStripeGateway.Refunds
            : provider.GetRequiredService<StripeRefunds>())
        .AddSingleton<IStripeLists, StripeLists>()
        .AddSingleton<IStripeCards, StripeCards>()
        .AddSingleton<IStripeDeparture, StripeDeparture>()
        .AddSingleton<IStripePayloadReader, StripeObjectReader>()
        .AddSingleton<IWebhookSignatures, WebhookSignatures>()
        .AddSingleton<IStripePublicSettings, StripePublicSettings>()
        .AddSingleton<IResponseProtector, DataProtectionResponses>()
        .AddSingleton<StripeAccount>()
        .AddSingleton<StripeCatalog>()
        .AddSingleton<StripeWebhookEndpoint>()
        .AddScoped<PlanTables>()
        .AddScoped<IStripeSetup, StripeSetup>()
        .AddHostedService<StripeSdkNote>();

    /// <summary>The SDK's client; made by hand because its default one keeps a telemetry id in the home folder.</summary>
    internal static StripeClient CreateClient(StripeOptions options)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, ConnectTimeout = ConnectTimeout };
        var http = new HttpClient(handler) { Timeout = RequestTimeout };
        return new StripeClient(
            options.ApiKey, httpClient: new SystemNetHttpClient(http, enableTelemetry: false), apiBase: options.ApiBase.TrimEnd('/'));
    }
}

/// <summary>The settings that everybody may know.</summary>
internal sealed class StripePublicSettings(IOptions<StripeOptions> options) : IStripePublicSettings
{
    /// <inheritdoc />
    public string PublishableKey => options.Value.PublishableKey;

    /// <inheritdoc />
    public bool Livemode => options.Value.Livemode;

    /// <inheritdoc />
    public Uri StripeJsUrl => new(options.Value.JsUrl);
}
