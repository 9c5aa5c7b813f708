using Billing.StripeSimulator.Hosting;
using Microsoft.AspNetCore.Connections;

namespace Billing.StripeSimulator;

/// <summary>A running simulator inside this process. Disposing it stops it; its state stays in the data file.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SimulatorServer(WebApplication app)
    {
        this.app = app;
        BaseAddress = new Uri(app.Services.GetRequiredService<SimulatorAddress>().Base);
        Clock = app.Services.GetRequiredService<SimulatorClock>();
    }

    /// <summary>Where it listens; with port 0 the port that it was given.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Its clock, to which a host can point its own.</summary>
    public SimulatorClock Clock { get; }

    /// <summary>Starts a simulator and returns once it answers.</summary>
    /// <param name="args">As for <see cref="SimulatorHost.Build"/>.</param>
    /// <param name="configure">As for <see cref="SimulatorHost.Build"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="SimulatorPortInUseException">Something else listens on the port.</exception>
    public static async Task<SimulatorServer> StartAsync(
        string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var app = SimulatorHost.Build(args, configure);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorServer(app);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            var address = app.Services.GetRequiredService<SimulatorOptions>().ListenOn;
            await app.DisposeAsync();
            throw new SimulatorPortInUseException($"The Stripe simulator cannot listen on {address}: the port is in use.", exception);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the simulator was told to stop, by Ctrl-C for example.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>The simulator's port is taken. The message is one line for the person who started it.</summary>
public sealed class SimulatorPortInUseException(string message, Exception innerException) : Exception(message, innerException);
