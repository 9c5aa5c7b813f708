namespace Billing.StripeSimulator.Protocol;

/// <summary>The API request that caused something, as events and errors name it.</summary>
/// <param name="RequestId">The <c>req_…</c> id.</param>
/// <param name="IdempotencyKey">The key that the caller sent, if any.</param>
internal sealed record RequestContext(string RequestId, string? IdempotencyKey);
