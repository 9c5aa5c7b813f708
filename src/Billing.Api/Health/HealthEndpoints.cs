using Billing.Api.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Billing.Api.Health;

/// <summary>For whoever restarts the process (live) and whoever sends it requests (ready).</summary>
internal static class HealthEndpoints
{
    /// <summary>Checks with this tag decide whether requests can be answered.</summary>
    public const string Ready = "ready";

    private static readonly System.Text.Json.JsonSerializerOptions Serializer = ApiJson.Create();

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<EventBacklogHealthCheck>("events", HealthStatus.Degraded, tags: [Ready], timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary>They leave the pipeline before authentication: whoever asks has no token.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", Answering(_ => false)).ShortCircuit();
        endpoints.MapHealthChecks("/health/ready", Answering(check => check.Tags.Contains(Ready))).ShortCircuit();
    }

    private static HealthCheckOptions Answering(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(HealthAnswer.Of(report), Serializer, context.RequestAborted),
    };

    private sealed record CheckAnswer(HealthStatus Status, string? Description);

    private sealed record HealthAnswer(HealthStatus Status, IReadOnlyDictionary<string, CheckAnswer> Checks)
    {
        public static HealthAnswer Of(HealthReport report) => new(
            report.Status,
            report.Entries.ToDictionary(check => check.Key, check => new CheckAnswer(check.Value.Status, check.Value.Description)));
    }
}
