using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Billing.Api.Health;

/// <summary>Whether the database answers and has the tables that this version needs.</summary>
internal sealed class DatabaseHealthCheck(BillingDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The database does not answer.");
        }

        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        if (pending.Any())
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The database lacks migrations: run the migrate command.");
        }

        return await db.FindMisconfigurationAsync(cancellationToken) is { } misconfiguration
            ? HealthCheckResult.Degraded(misconfiguration)
            : HealthCheckResult.Healthy();
    }
}
