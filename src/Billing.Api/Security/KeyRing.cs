using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace Billing.Api.Security;

/// <summary>Where the keys are kept that encrypt what must be read again, stored answers for example.</summary>
internal static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddDataProtection()
            .SetApplicationName("Billing")
            .PersistKeysToFileSystem(new DirectoryInfo(configuration["DataProtection:KeyPath"] ?? DefaultPath(configuration, environment)));
        return services;
    }

    /// <summary>Beside the SQLite file, so that a copy of the folder is whole; elsewhere in App_Data, to be put on a volume.</summary>
    private static string DefaultPath(IConfiguration configuration, IHostEnvironment environment)
    {
        var isSqlite = !string.Equals(configuration["Database:Provider"], "SqlServer", StringComparison.OrdinalIgnoreCase);
        var file = isSqlite ? new SqliteConnectionStringBuilder(configuration.GetConnectionString("Billing")).DataSource : "";
        return file.Length > 0 && file != ":memory:"
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "keys")
            : Path.Combine(environment.ContentRootPath, "App_Data", "keys");
    }
}
