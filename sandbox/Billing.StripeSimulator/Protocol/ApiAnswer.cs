namespace Billing.StripeSimulator.Protocol;

/// <summary>An answer as it is written, and as it is kept under an idempotency key.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON text.</param>
/// <param name="OriginalRequest">The request that produced it first, when it ran under an idempotency key.</param>
/// <param name="Replayed">Whether it was stored before.</param>
internal sealed record ApiAnswer(int Status, string Body, string? OriginalRequest = null, bool Replayed = false);
