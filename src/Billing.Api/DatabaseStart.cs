using Billing.Application.Errors;
using Billing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Billing.Api;

/// <summary>Brings the database in order before anything uses it, or refuses to start.</summary>
internal sealed class DatabaseStart(IServiceScopeFactory scopes) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAtStartAsync(cancellationToken);
        var pending = await scope.ServiceProvider.GetRequiredService<BillingDbContext>().Database.GetPendingMigrationsAsync(cancellationToken);
        if (pending.Any())
        {
            throw new BillingException(
                BillingErrorKind.Conflict,
                "database_not_migrated",
                "the database lacks migrations of this version: run the migrate command, or set Database:MigrateOnStart.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
