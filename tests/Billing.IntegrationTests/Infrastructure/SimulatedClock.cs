using Billing.Application.Abstractions;
using Billing.StripeSimulator;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Stripe's time, where a simulator plays Stripe.</summary>
internal sealed class SimulatedClock(SimulatorClock clock) : IBillingClock
{
    /// <inheritdoc />
    public DateTime UtcNow => clock.UtcNow.UtcDateTime;
}
