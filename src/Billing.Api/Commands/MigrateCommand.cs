using Billing.Infrastructure.Persistence;

namespace Billing.Api.Commands;

/// <summary>Brings the database to the schema of this version; for SQL Server, where starting does not.</summary>
internal sealed class MigrateCommand : ISubCommand
{
    public string Words => "migrate";

    public (string Arguments, string Summary) Usage => ("", "brings the database to the schema of this version");

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken)
    {
        if (arguments.Count != 0)
        {
            throw new UsageException();
        }

        await using var app = ApiHost.Build(settings);
        await using var scope = app.Services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        foreach (var migration in applied)
        {
            Console.WriteLine($"Applied {migration}.");
        }

        Console.WriteLine("The database is current.");
        return 0;
    }
}
