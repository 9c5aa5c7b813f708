using Billing.Application.Observability;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Billing.Api.Observability;

/// <summary>
/// Sends metrics and traces to a collector, where the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; the other
/// <c>OTEL_…</c> variables work as everywhere. Without it nothing is collected.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "billing";

    private static readonly string[] Meters =
        [BillingMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private static readonly string[] Sources = [BillingActivities.SourceName, "Microsoft.AspNetCore", "System.Net.Http"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[Endpoint]))
        {
            Export(services);
        }

        return services;
    }

    private static void Export(IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
        .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter())
        .WithTracing(tracing => tracing.AddSource(Sources).AddOtlpExporter());
}
