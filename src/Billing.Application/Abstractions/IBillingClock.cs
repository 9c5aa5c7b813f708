namespace Billing.Application.Abstractions;

/// <summary>
/// The clock that periods, grace and trials are judged by: Stripe's. In production it is the wall clock; the sandbox points it at
/// the simulator's. Signatures, tokens, leases and backoff use <see cref="TimeProvider"/> instead.
/// </summary>
public interface IBillingClock
{
    /// <summary>Now (UTC).</summary>
    DateTime UtcNow { get; }
}
