using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceRegistration
{
    /// <summary>Adds the contexts of the configured provider, SQLite's write gate and the migrator.</summary>
    /// <exception cref="OptionsValidationException"><c>ConnectionStrings:Billing</c> is not set.</exception>
    /// <exception cref="InvalidOperationException"><c>Database</c> cannot be read.</exception>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(DatabaseOptions.Section);
        string? connectionString = configuration.GetConnectionString(DatabaseOptions.ConnectionStringName);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw Unusable("is not set: \"Data Source=/var/lib/billing/billing.db\" for SQLite, for example.");
        }

        services.Configure<DatabaseOptions>(section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<IBillingDbContext>(provider => provider.GetRequiredService<BillingDbContext>());
        services.AddScoped<DatabaseMigrator>();
        try
        {
            return (section.Get<DatabaseOptions>() ?? new DatabaseOptions()).Provider switch
            {
                DatabaseProvider.Sqlite => services.AddSqlite(connectionString),
                DatabaseProvider.SqlServer => services.AddSqlServer(connectionString),
            };
        }
        catch (ArgumentException)
        {
            // The builders of both providers refuse what they cannot read; their messages may repeat a password.
            throw Unusable("cannot be read as a connection string of the database that Database:Provider names.");
        }
    }

    private static OptionsValidationException Unusable(string because) => new(
        DatabaseOptions.ConnectionStringName,
        typeof(DatabaseOptions),
        [$"ConnectionStrings:{DatabaseOptions.ConnectionStringName} {because}"]);

    private static IServiceCollection AddSqlite(this IServiceCollection services, string connectionString)
    {
        string settings = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ConnectionString;
        services.AddSingleton<SqliteWriteGate>();
        services.AddSingleton(_ => new SqliteBackgroundConnections(settings));
        services.AddSingleton<IPaymentHistoryReader>(_ => new SqlitePaymentHistory(settings));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SqliteCheckpointer>(provider, settings));
        return services.AddDbContextPool<BillingDbContext, SqliteBillingDbContext>(options => options
            .UseSqlite(settings, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .ConfigureWarnings(LogLostRacesQuietly)
            .AddInterceptors(new SqliteConnectionInterceptor(), new SqliteCommandInterceptor()));
    }

    private static IServiceCollection AddSqlServer(this IServiceCollection services, string connectionString)
    {
        // Without MARS, which would take away savepoints and make every read slower.
        string settings = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false }.ConnectionString;
        services.AddScoped<IPaymentHistoryReader, QueriedPaymentHistory>();
        return services.AddDbContextPool<BillingDbContext, SqlServerBillingDbContext>(options => options
            .UseSqlServer(settings, server => server
                .EnableRetryOnFailure()
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .ConfigureWarnings(LogLostRacesQuietly));
    }

    /// <summary>
    /// A row that somebody else wrote first is an everyday event here and handled by its caller; a failure that is not reaches the
    /// log as the exception it ends in.
    /// </summary>
    private static void LogLostRacesQuietly(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug));
}
