using Billing.Application.Abstractions;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>When an event that failed is tried again: about 5 s, then up to a day, with jitter.</summary>
internal sealed class RetryPolicy(IOptions<WebhookOptions> options)
{
    private const int MaxErrorLength = 500;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WhileStripeIsAway = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Ten attempts grow from seconds to a day.</summary>
    private const double Growth = 3.4;

    /// <summary>Whether an attempt is one too many: the ones before it were begun and never ended, so their process died.</summary>
    public bool IsExhausted(int attempt) => attempt > options.Value.MaxAttempts;

    /// <summary>
    /// Whether a failed attempt counts. One at which Stripe was not even asked says nothing of the event, however long Stripe is away.
    /// </summary>
    public static bool Counts(Exception error) => error is not StripeUnreachableException { WasNotAsked: true };

    /// <summary>How long to wait after a failed attempt; null to give the event up.</summary>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="error">Why it failed.</param>
    public TimeSpan? DelayAfter(int attempt, Exception error)
    {
        if (!Counts(error))
        {
            return Jittered(WhileStripeIsAway);
        }

        // A payload that cannot be read will not be readable tomorrow: an operator replays it once the code can.
        if (error is FormatException || attempt >= options.Value.MaxAttempts)
        {
            return null;
        }

        double seconds = Math.Min(First.TotalSeconds * Math.Pow(Growth, attempt - 1), Longest.TotalSeconds);
        return Jittered(TimeSpan.FromSeconds(seconds));
    }

    private static TimeSpan Jittered(TimeSpan delay) => delay * (0.8 + (Random.Shared.NextDouble() * 0.4));

    /// <summary>
    /// Why it failed, for the operator. Only our own messages are repeated: others may quote values that are nobody's business.
    /// </summary>
    public static string Describe(Exception error)
    {
        string text = error is StripeRefusedException or StripeUnreachableException or FormatException or WorkerDiedException
            ? $"{error.GetType().Name}: {error.Message}"
            : error.GetType().Name;
        return text.Length <= MaxErrorLength ? text : text[..MaxErrorLength];
    }
}
