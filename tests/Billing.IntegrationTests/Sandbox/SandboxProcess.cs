using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;

namespace Billing.IntegrationTests.Sandbox;

/// <summary>The sandbox as a person starts it: a process of its own, on free ports. Its folder outlives it, for the next start.</summary>
public sealed class SandboxProcess : IDisposable
{
    /// <summary>The demo user's address, as the sandbox prints it.</summary>
    public const string DemoEmail = "demo@example.com";

    /// <summary>The demo operator's address, as the sandbox prints it.</summary>
    public const string OperatorEmail = "admin@example.com";

    /// <summary>The password of both, as the sandbox prints it.</summary>
    public const string DemoPassword = "sandbox-password";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxProcess(string folder, int port, int stripePort, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        Api = new Uri($"http://127.0.0.1:{port}");
        Stripe = new Uri($"http://127.0.0.1:{stripePort}");
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Billing.Sandbox.dll"), "--no-browser", "--data", folder,
            "--port", Text(port), "--stripe-port", Text(stripePort), .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The sandbox ended: " + Output));
    }

    /// <summary>Where the product answers.</summary>
    public Uri Api { get; }

    /// <summary>Where the simulated Stripe answers.</summary>
    public Uri Stripe { get; }

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it, and does not wait.</summary>
    public static SandboxProcess Start(
        string folder, int? port = null, int? stripePort = null, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var sandbox = new SandboxProcess(
            folder, port ?? Ports.Free(), stripePort ?? Ports.Free(), environment ?? new Dictionary<string, string>(), arguments);
        sandbox._process.Start();
        sandbox._process.BeginOutputReadLine();
        sandbox._process.BeginErrorReadLine();
        return sandbox;
    }

    /// <summary>Starts it and waits until it says that it runs.</summary>
    public static Task<SandboxProcess> StartReadyAsync(string folder, int? port = null, int? stripePort = null, params string[] arguments) =>
        StartReadyAsync(folder, new Dictionary<string, string>(), port, stripePort, arguments);

    /// <summary>Starts it with environment variables of its own and waits until it says that it runs.</summary>
    public static async Task<SandboxProcess> StartReadyAsync(
        string folder, IReadOnlyDictionary<string, string> environment, int? port = null, int? stripePort = null, params string[] arguments)
    {
        SandboxProcess sandbox = Start(folder, port, stripePort, environment, arguments);
        await sandbox._ready.Task.WaitAsync(Deadline);
        return sandbox;
    }

    /// <summary>An access token of the demo user.</summary>
    public async Task<string> TokenAsync()
    {
        using var client = new HttpClient { BaseAddress = Api };
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/v1/auth/login", new { email = DemoEmail, password = DemoPassword });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A client of the product that is signed in as the demo user.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        var client = new HttpClient { BaseAddress = Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        return client;
    }


    /// <summary>Waits until it ends by itself; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Presses Ctrl-C; the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", Text(_process.Id)]);
        return await EndAsync();
    }

    /// <summary>Takes it away without a word: kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.Contains("Ctrl-C stops it", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
