using NUnit.Framework;

namespace Billing.IntegrationTests.Simulator;

/// <summary>A test against a simulator of its own.</summary>
public abstract class SimulatorTest
{
    private protected RunningSimulator Stripe { get; private set; } = null!;

    [SetUp]
    public async Task StartSimulator() => Stripe = await RunningSimulator.StartAsync();

    [TearDown]
    public async Task StopSimulator() => await Stripe.DisposeAsync();
}
