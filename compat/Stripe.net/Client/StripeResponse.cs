using System.Net;
using System.Net.Http.Headers;

namespace Stripe;

/// <summary>An answer of Stripe's API.</summary>
public class StripeResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, string content)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>The headers, without those of the body.</summary>
    public HttpResponseHeaders Headers { get; } = headers;

    /// <summary>The body: may hold personal data and secrets of a customer's browser.</summary>
    public string Content { get; } = content;

    /// <summary>Stripe's clock when it answered; null when the header is missing.</summary>
    public DateTimeOffset? Date => Headers?.Date;

    /// <summary>The idempotency key of the request, as Stripe saw it.</summary>
    public string IdempotencyKey => Header("Idempotency-Key");

    /// <summary>Stripe's name of the request, for its logs and its support.</summary>
    public string RequestId => Header("Request-Id");

    private string Header(string name) =>
        Headers != null && Headers.TryGetValues(name, out var values) ? values.First() : null;
}
