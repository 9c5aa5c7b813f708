using Billing.Application.Accounts;
using Billing.Infrastructure.Persistence;
using MediatR;

namespace Billing.Api.Commands;

/// <summary>Makes the first operator: nobody can become one over HTTP.</summary>
internal sealed class AddOperatorCommand : ISubCommand
{
    public string Words => "admin add";

    public (string Arguments, string Summary) Usage => ("EMAIL", "makes that user an operator; opens the account when there is none");

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken)
    {
        if (arguments.Count != 1)
        {
            throw new UsageException();
        }

        await using var app = ApiHost.Build(settings);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAtStartAsync(cancellationToken);
        var added = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new AddOperator(arguments[0]), cancellationToken);
        Console.WriteLine(added.GeneratedPassword is { } password
            ? $"Opened an account for {added.Account.Email}, an operator. Its password, shown this once: {password}"
            : $"{added.Account.Email} is an operator now.");
        return 0;
    }
}
