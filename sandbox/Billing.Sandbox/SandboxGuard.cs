using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Billing.Sandbox;

/// <summary>Keeps the sandbox, which has known passwords, away from real money.</summary>
internal static class SandboxGuard
{
    /// <summary>Refuses the environment of a real installation.</summary>
    /// <exception cref="SandboxException">A live key, or a Stripe that is not on this machine, is configured.</exception>
    public static void RefuseRealStripe(IConfiguration environment)
    {
        if (environment["Stripe:ApiKey"] is { } key && key.Contains("_live_", StringComparison.Ordinal))
        {
            throw new SandboxException("Stripe:ApiKey is a live key. The sandbox has known passwords and never runs beside real money.");
        }

        if (environment["Stripe:ApiBase"] is { Length: > 0 } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.IsLoopback))
        {
            throw new SandboxException("Stripe:ApiBase is not on this machine. The sandbox only talks to its own simulated Stripe.");
        }
    }

    /// <summary>
    /// Keeps a folder to this process as long as the result lives: two sandboxes on one state would take each other's deliveries, and
    /// a reset of one would delete what the other writes. The lock goes with its process, however it ends.
    /// </summary>
    /// <exception cref="SandboxException">Another sandbox runs on the folder.</exception>
    public static FileStream LockFolder(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "sandbox.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new SandboxException($"another sandbox runs on {folder}. Give this one a folder of its own with --data.", e);
        }
    }

    /// <summary>Refuses a port that is taken, before anything is started.</summary>
    /// <exception cref="SandboxException">Something listens on the port.</exception>
    public static void RefuseBusyPort(int port, string option)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new SandboxException($"port {port} is in use. Choose another one with {option}.", e);
        }
    }
}
