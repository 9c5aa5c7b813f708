using BenchmarkDotNet.Running;
using Billing.Benchmarks.Profile;

namespace Billing.Benchmarks;

/// <summary>
/// Measures the pieces that every delivery of Stripe's passes: <c>dotnet run -c Release --project tests/Billing.Benchmarks</c>.
/// Figures are for comparing two things in one run, never a bound in a test. <c>-- seed</c> prepares a database for measuring from outside
/// (docs/performance.md), <c>-- profile</c> writes down what a start uses.
/// </summary>
internal static class BenchmarkProgram
{
    private static async Task Main(string[] args)
    {
        if (args is ["seed", ..])
        {
            await SeedCommand.RunAsync(args[1..]);
            return;
        }

        if (args is ["profile", ..])
        {
            await ProfileCommand.RunAsync(args[1..]);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args is [] ? ["--filter", "*"] : args);
    }
}
