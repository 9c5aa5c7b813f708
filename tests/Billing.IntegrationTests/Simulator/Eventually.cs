using Shouldly;

namespace Billing.IntegrationTests.Simulator;

/// <summary>Waits for what happens in the background.</summary>
internal static class Eventually
{
    /// <summary>Waits until the condition holds; fails when it does not within ten seconds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string because = "the condition did not become true")
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            deadline.IsCancellationRequested.ShouldBeFalse(because);
            await Task.Delay(10);
        }
    }
}
