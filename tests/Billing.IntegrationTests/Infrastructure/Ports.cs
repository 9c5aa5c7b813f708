using System.Net;
using System.Net.NetworkInformation;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Ports for servers whose address has to be known before they start.</summary>
internal static class Ports
{
    /// <summary>Below what Linux gives to outgoing connections: one of those could take a port between its choice and its use.</summary>
    private const int First = 20_000, Last = 32_000;

    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>A port on which nobody listens, and that no other test is given.</summary>
    public static int Free()
    {
        HashSet<int> taken = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select((IPEndPoint e) => e.Port)];
        int port;
        do
        {
            port = First + (Interlocked.Increment(ref _next) % (Last - First));
        }
        while (taken.Contains(port));
        return port;
    }
}
