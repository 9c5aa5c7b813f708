namespace Billing.Application.Abstractions;

/// <summary>Stripe answered with an error.</summary>
/// <param name="status">The answer's HTTP status.</param>
/// <param name="type">Stripe's error type, <c>card_error</c> for example.</param>
/// <param name="code">Stripe's error code, <c>resource_missing</c> for example.</param>
/// <param name="param">The parameter Stripe names; null for none.</param>
/// <param name="message">Stripe's sentence; fit for logs, and for users when the type is <c>card_error</c>.</param>
/// <param name="requestId">Stripe's id of the request.</param>
/// <param name="inner">What the client threw.</param>
public sealed class StripeRefusedException(
    int status, string? type, string? code, string? param, string message, string? requestId, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The answer's HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Stripe's error type.</summary>
    public string? Type { get; } = type;

    /// <summary>Stripe's error code.</summary>
    public string? Code { get; } = code;

    /// <summary>The parameter Stripe names.</summary>
    public string? Param { get; } = param;

    /// <summary>Stripe's id of the request.</summary>
    public string? RequestId { get; } = requestId;

    /// <summary>Another request with the same idempotency key is under way: ask again in a moment.</summary>
    public bool IsKeyInUse => Code == "idempotency_key_in_use" || (Status == 409 && Type == "idempotency_error");

    /// <summary>
    /// Stripe keeps this answer under the idempotency key and would repeat it for a day, so that another try needs another key.
    /// Answers from before the request was begun (authentication, concurrency, rate) are not kept.
    /// </summary>
    public bool IsKeptUnderKey => Status is not (401 or 403 or 409 or 429);

    /// <summary>The customer that the request names is not there, or was deleted.</summary>
    public bool IsMissingCustomer => Code == "resource_missing" && Param == "customer";
}

/// <summary>Stripe did not answer; whether the request had its effect is unknown.</summary>
public sealed class StripeUnreachableException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Stripe was not even asked, because it has not answered others for a while.</summary>
    public bool WasNotAsked { get; init; }
}
