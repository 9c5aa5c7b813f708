using System.Net;
using Billing.Application.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// What surrounds every call to Stripe. The SDK itself repeats a call that got no answer, twice and under the same idempotency key;
/// here is what it leaves out: calls that Stripe refuses because there are too many are made again more slowly, and while
/// Stripe does not answer it is not asked, so that nobody waits for nothing.
/// </summary>
internal static class StripeResilience
{
    /// <summary>With half of at least eight calls failing in half a minute Stripe counts as down.</summary>
    private const double FailureRatio = 0.5;

    private const int MinimumCalls = 8;

    private const int RetriesWhenTooMany = 3;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>Then one call is let through to see.</summary>
    private static readonly TimeSpan BreakFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Builds the pipeline.</summary>
    public static ResiliencePipeline Create(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StripeRefusedException>(e => e.Status == (int)HttpStatusCode.TooManyRequests),
            MaxRetryAttempts = RetriesWhenTooMany,
            Delay = FirstDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = new PredicateBuilder()
                .Handle<StripeUnreachableException>()
                .Handle<StripeRefusedException>(e => e.Status >= (int)HttpStatusCode.InternalServerError),
            FailureRatio = FailureRatio,
            MinimumThroughput = MinimumCalls,
            SamplingDuration = Window,
            BreakDuration = BreakFor,
        })
        .Build();
}
