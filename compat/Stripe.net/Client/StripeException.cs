using System.Net;

namespace Stripe;

/// <summary>Stripe refused a request, answered something unreadable, or a webhook could not be trusted.</summary>
public class StripeException : Exception
{
    public StripeException()
    {
    }

    public StripeException(string message)
        : base(message)
    {
    }

    public StripeException(string message, Exception err)
        : base(message, err)
    {
    }

    public StripeException(HttpStatusCode httpStatusCode, StripeError stripeError, string message)
        : base(message)
    {
        HttpStatusCode = httpStatusCode;
        StripeError = stripeError;
    }

    /// <summary>The status of the answer; 0 when there was none.</summary>
    public HttpStatusCode HttpStatusCode { get; set; }

    /// <summary>Why Stripe refused; null when the answer did not say it in Stripe's way, or there was none.</summary>
    public StripeError StripeError { get; set; }

    /// <summary>The answer; null when there was none.</summary>
    public StripeResponse StripeResponse { get; set; }
}
