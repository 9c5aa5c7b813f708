using BenchmarkDotNet.Running;

namespace Billing.Benchmarks;

/// <summary>
/// Measures the pieces that every delivery of Stripe's passes: <c>dotnet run -c Release --project tests/Billing.Benchmarks -- --filter *</c>.
/// Figures are for comparing two things in one run, never a bound in a test.
/// </summary>
internal static class BenchmarkProgram
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args);
}
