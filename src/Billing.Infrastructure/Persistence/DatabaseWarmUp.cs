using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Infrastructure.Persistence;

/// <summary>
/// Loads what the first use of the database needs, the model, the migrations and the translation of queries, without touching the
/// database: a fifth of a start, which can pass beside the rest of it (docs/performance.md).
/// </summary>
public static class DatabaseWarmUp
{
    /// <summary>Does it beside the caller.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The connection string is not set or cannot be read.</exception>
    public static Task RunAsync(IConfiguration configuration) => Task.Run(() => Load(configuration));

    private static void Load(IConfiguration configuration)
    {
        using ServiceProvider services = new ServiceCollection().AddLogging().AddPersistence(configuration).BuildServiceProvider();
        using IServiceScope scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDbContext>();
        _ = db.Database.GetMigrations();
        _ = db.StripeEvents.Where(e => e.Status == InboxEventStatus.Pending).Select(e => (DateTime?)e.NextAttemptAt).ToQueryString();
    }
}
