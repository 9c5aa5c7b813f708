using System.Diagnostics;
using Shouldly;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>The program that prepares what docs/performance.md is measured with.</summary>
internal static class BenchmarksProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Runs it to its end, which has to be a good one.</summary>
    public static async Task RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Built("Billing.Benchmarks/Billing.Benchmarks.dll"), .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process program = Process.Start(start)!;
        Task<string> errors = program.StandardError.ReadToEndAsync();
        Task<string> output = program.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Patience);
        await using CancellationTokenRegistration killing = deadline.Token.Register(() => program.Kill(entireProcessTree: true));
        await program.WaitForExitAsync(CancellationToken.None);
        program.ExitCode.ShouldBe(0, await output + await errors);
    }

    /// <summary>What another project of this build is built into.</summary>
    /// <param name="path">The project's name, and the file's in its output.</param>
    public static string Built(string path)
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string[] parts = path.Split('/');
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", parts[0], configuration, parts[1]));
    }
}
