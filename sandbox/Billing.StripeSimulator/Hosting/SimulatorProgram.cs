namespace Billing.StripeSimulator.Hosting;

/// <summary>Runs the simulator alone. The class has a name of its own, so that a host process can reference this one.</summary>
internal static class SimulatorProgram
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            await using var server = await SimulatorServer.StartAsync(args);
            Console.WriteLine($"Stripe simulator: {server.BaseAddress} (any sk_test_ key; no money moves). Ctrl-C stops it.");
            await server.WaitForShutdownAsync();
            return 0;
        }
        catch (SimulatorPortInUseException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
