using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Billing.StripeSimulator.Hosting;

/// <summary>Where the running simulator is reached, for the links in its objects.</summary>
internal sealed class SimulatorAddress(IServer server)
{
    /// <summary>The base address without a trailing slash, such as <c>http://127.0.0.1:12111</c>.</summary>
    /// <exception cref="InvalidOperationException">The server is not listening yet.</exception>
    public string Base
    {
        get
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("The simulator has no address before it listens.");
            return address.Replace("[::]", "localhost", StringComparison.Ordinal)
                .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
        }
    }
}
