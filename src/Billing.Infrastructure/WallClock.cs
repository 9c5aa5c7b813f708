using Billing.Application.Abstractions;

namespace Billing.Infrastructure;

/// <summary>Stripe's time in production: everybody's.</summary>
internal sealed class WallClock(TimeProvider time) : IBillingClock
{
    /// <inheritdoc />
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
}
