using Billing.Application.Abstractions;

namespace Billing.Api.Idempotency;

/// <summary>Takes the key from the request's header.</summary>
internal sealed class HttpIdempotencyContext(IHttpContextAccessor accessor) : IIdempotencyContext
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    public string? Key => accessor.HttpContext?.Request.Headers.TryGetValue(Header, out var values) == true ? values.ToString() : null;
}
