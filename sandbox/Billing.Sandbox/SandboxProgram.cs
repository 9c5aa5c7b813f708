using System.Diagnostics;
using System.Runtime.InteropServices;
using Billing.StripeSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Billing.Sandbox;

/// <summary>The whole product and a simulated Stripe in one process, with demo users: no account, no keys, no money.</summary>
internal static class SandboxProgram
{
    /// <summary>Only what the sandbox itself makes is ever deleted: the folder may be somebody's.</summary>
    private static readonly string[] StateFiles = ["billing.db*", "simulator.db*", "sandbox.json*", "mail.json*"];

    private static async Task<int> Main(string[] args)
    {
        try
        {
            var options = SandboxOptions.Parse(args);
            if (options.Help)
            {
                Console.WriteLine(SandboxOptions.Usage);
                return 0;
            }

            using var stop = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
            await RunAsync(options, stop.Token);
            return 0;
        }
        catch (Exception e) when (e is SandboxException or SimulatorPortInUseException)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot start: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static async Task RunAsync(SandboxOptions options, CancellationToken stop)
    {
        SandboxGuard.RefuseRealStripe(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        SandboxGuard.RefuseBusyPort(options.Port, "--port");
        SandboxGuard.RefuseBusyPort(options.StripePort, "--stripe-port");
        Directory.CreateDirectory(options.Data);
        await using FileStream folder = SandboxGuard.LockFolder(options.Data);
        if (options.Reset)
        {
            DeleteState(options.Data);
        }

        await using SimulatorServer stripe = await SimulatorServer.StartAsync(
            ["--port", $"{options.StripePort}", "--data", Path.Combine(options.Data, "simulator.db"), "--AccountName", SandboxApi.ProductName],
            builder => builder.Logging.SetMinimumLevel(LogLevel.Warning),
            stop);
        using var endpoints = new WebhookEndpoints(stripe.BaseAddress);
        var api = new SandboxApi(options, stripe, endpoints);
        SandboxSettings settings = await api.PrepareAsync(SandboxSettings.Load(options.Data), stop);
        settings.Save(options.Data);

        await using WebApplication app = api.Build(settings);
        await app.StartAsync(stop);
        Announce(options, api, stripe);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Stopping.");
        await app.StopAsync(CancellationToken.None);
    }

    private static void DeleteState(string folder)
    {
        foreach (string file in StateFiles.SelectMany(name => Directory.GetFiles(folder, name)))
        {
            File.Delete(file);
        }
    }

    private static void Announce(SandboxOptions options, SandboxApi api, SimulatorServer stripe)
    {
        Console.WriteLine($"""

            Billing is running. Nothing here moves real money.

              Start here           {api.Address}
              Mails it sent        {new Uri(api.Address, "/_sandbox/mail")}
              API and Swagger UI   {new Uri(api.Address, "/swagger")}
              Simulated Stripe     {stripe.BaseAddress}
              Demo user            {SandboxApi.DemoEmail} / {SandboxApi.Password}
              Demo operator        {SandboxApi.AdminEmail} / {SandboxApi.Password}
              Test card            4242 4242 4242 4242, any date in the future, any code
              State                {options.Data} (--reset begins anew)

            Ctrl-C stops it.
            """);
        if (options.OpensBrowser && Environment.UserInteractive && !Console.IsOutputRedirected)
        {
            OpenBrowser(api.Address);
        }
    }

    private static void OpenBrowser(Uri address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No browser on this machine: the address is printed above.
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
