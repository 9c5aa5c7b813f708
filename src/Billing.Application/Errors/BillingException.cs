namespace Billing.Application.Errors;

/// <summary>What kind of expected failure it is; each has one HTTP status.</summary>
public enum BillingErrorKind
{
    /// <summary>The request makes no sense (400).</summary>
    Invalid,

    /// <summary>Not signed in, or wrong credentials (401).</summary>
    Unauthenticated,

    /// <summary>The payment was declined (402).</summary>
    PaymentDeclined,

    /// <summary>Signed in, but not allowed (403).</summary>
    Forbidden,

    /// <summary>Not there, or somebody else's (404).</summary>
    NotFound,

    /// <summary>Does not fit the present state (409).</summary>
    Conflict,

    /// <summary>The idempotency key was used with another body (422).</summary>
    IdempotencyMismatch,
}

/// <summary>An expected failure with a stable code; mapped to ProblemDetails in one place.</summary>
/// <param name="kind">Decides the HTTP status.</param>
/// <param name="code">Stable, machine-readable, <c>already_subscribed</c> for example.</param>
/// <param name="message">What happened and what to do, for the person who reads it.</param>
public sealed class BillingException(BillingErrorKind kind, string code, string message) : Exception(message)
{
    /// <summary>Decides the HTTP status.</summary>
    public BillingErrorKind Kind { get; } = kind;

    /// <summary>Stable, machine-readable.</summary>
    public string Code { get; } = code;

    /// <summary>The request field at fault; null when none is.</summary>
    public string? Field { get; init; }

    /// <summary>Where the caller can go on, a payment page for example; null for nowhere.</summary>
    public string? Url { get; init; }
}
