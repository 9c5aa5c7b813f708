namespace Billing.Api.Idempotency;

/// <summary>The action takes an <c>Idempotency-Key</c>; the description of the API says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesIdempotencyKeyAttribute : Attribute;
