using System.Globalization;
using System.Text;

namespace Billing.Api.Commands;

/// <summary>Finds the sub-command that the arguments begin with. Without one, the program serves.</summary>
internal static class SubCommands
{
    private static readonly IReadOnlyList<ISubCommand> All =
    [
        new MigrateCommand(),
        new StripeSetupCommand(),
        new AddOperatorCommand(),
        new ReconcileCommand(),
        new OpenApiCommand(),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var words = args.TakeWhile(a => !IsSetting(a)).ToList();
        var settings = args.Skip(words.Count).ToArray();
        if (words.Count == 0)
        {
            return await ServeCommand.RunAsync(settings);
        }

        using var interrupted = new CancellationTokenSource();
        void Cancel(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = true;
            interrupted.Cancel();
        }

        Console.CancelKeyPress += Cancel;
        try
        {
            return await RunAsync(words, settings, interrupted.Token);
        }
        catch (UsageException)
        {
            await Console.Error.WriteLineAsync(Usage());
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }
    }

    private static Task<int> RunAsync(List<string> words, string[] settings, CancellationToken cancellationToken)
    {
        foreach (var command in All)
        {
            var called = command.Words.Split(' ');
            if (words.Take(called.Length).SequenceEqual(called))
            {
                return command.RunAsync(words[called.Length..], settings, cancellationToken);
            }
        }

        throw new UsageException();
    }

    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static string Usage() => All.Aggregate(
        new StringBuilder("Usage: Billing.Api [command] [--Section:Name=value …]\nWithout a command it serves. Commands:"),
        (text, command) => text.Append(
            CultureInfo.InvariantCulture, $"\n  {$"{command.Words} {command.Usage.Arguments}",-20} {command.Usage.Summary}"),
        text => text.ToString());
}
