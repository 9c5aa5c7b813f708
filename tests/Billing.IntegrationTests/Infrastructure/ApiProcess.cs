using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>How a process ended.</summary>
public sealed record ProcessEnd(int ExitCode, string Output, string Errors)
{
    /// <summary>It ended as a start that cannot succeed does: 1, one line on the standard error, nothing else anywhere.</summary>
    public void ShouldBeOneLineNaming(string named)
    {
        ExitCode.ShouldBe(1, Output + Errors);
        Errors.TrimEnd('\n').ShouldNotContain('\n');
        Errors.ShouldContain(named);
        Output.ShouldNotContain("   at ");
        Output.ShouldNotContain("fail:");
        Output.ShouldNotContain("crit:");
    }
}

/// <summary>The application as a process of its own, in a folder of its own, with nothing of this process's settings.</summary>
public sealed partial class ApiProcess(string environment, IReadOnlyDictionary<string, string> settings, params string[] arguments) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Where it runs; removed in the end.</summary>
    public string Folder { get; init; } = Directory.CreateTempSubdirectory("billing-test-").FullName;

    /// <summary>Runs it until it ends by itself.</summary>
    public async Task<ProcessEnd> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await Started().WaitForExitAsync(deadline.Token);
        return End();
    }

    /// <summary>Runs it until it listens; its address.</summary>
    public Task<Uri> UntilListeningAsync()
    {
        Started();
        return _listening.Task.WaitAsync(Deadline);
    }

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    public async Task<ProcessEnd> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Started().Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private Process Started()
    {
        if (_process is not null)
        {
            return _process;
        }

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Billing.Api.dll"), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["DataProtection__KeyPath"] = Path.Combine(Folder, "keys");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process;
    }

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    private ProcessEnd End()
    {
        // Without a time limit it also waits for the last lines.
        _process!.WaitForExit();
        return new ProcessEnd(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
