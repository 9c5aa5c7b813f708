using Billing.Application.Abstractions;
using Billing.Infrastructure.Idempotency;
using Billing.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Receiving and processing of Stripe's events.</summary>
internal static class StripeEventsRegistration
{
    /// <summary>Adds the inbox, the worker and what they need.</summary>
    public static IServiceCollection AddStripeEvents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventSignal>();
        services.AddSingleton<IEventWorker>(provider => provider.GetRequiredService<EventSignal>());
        services.AddSingleton<RetryPolicy>();
        services.AddSingleton<EventProcessor>();
        services.AddScoped<EventScope>();
        services.AddScoped<EventQueue>();
        services.AddInbox(configuration);
        services.AddHostedService<EventWorker>();
        services.AddHostedService<PaymentCompletionWorker>();
        services.AddHostedService<BacklogWatch>();
        services.AddScoped<EventRetention>();
        services.AddHostedService<EventRetentionWorker>();
        services.AddScoped<PersonalPayloads>();
        services.AddHostedService<PersonalPayloadsWorker>();
        services.AddScoped<IdempotencyRetention>();
        services.AddHostedService<IdempotencyRetentionWorker>();
        services.AddScoped(provider => new EventBacklog(
            provider.GetRequiredService<EventQueue>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<WebhookOptions>>()));
        return services;
    }

    private static void AddInbox(this IServiceCollection services, IConfiguration configuration)
    {
        string connectionString = configuration.GetConnectionString(DatabaseOptions.ConnectionStringName) ?? "";
        services.AddSingleton<GroupCommitInbox>(provider =>
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
            {
                DatabaseProvider.Sqlite => ActivatorUtilities.CreateInstance<SqliteEventInbox>(provider, connectionString),
                DatabaseProvider.SqlServer => ActivatorUtilities.CreateInstance<SqlServerEventInbox>(provider, connectionString),
            });
        services.AddSingleton<IEventInbox>(provider => provider.GetRequiredService<GroupCommitInbox>());
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitInbox>());
    }
}
