using System.Globalization;
using Billing.Infrastructure.StripeEvents;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Billing.Api.Health;

/// <summary>Whether Stripe's events are processed. Requests are still answered when they are not, but with yesterday's truth.</summary>
internal sealed class EventBacklogHealthCheck(EventBacklog backlog) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await backlog.FindOverdueAsync(cancellationToken) is { } overdue
            ? HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture, $"An event has been waiting for {overdue.TotalSeconds:0} s to be processed."))
            : HealthCheckResult.Healthy();
}
