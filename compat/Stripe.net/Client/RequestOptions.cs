namespace Stripe;

/// <summary>What differs from the client's settings for one request.</summary>
public class RequestOptions
{
    /// <summary>The secret key to use instead of the client's.</summary>
    public string ApiKey { get; set; }

    /// <summary>Makes the request safe to send again: Stripe answers the same for the same key, for at least 24 hours.</summary>
    public string IdempotencyKey { get; set; }

    /// <summary>The connected account to act for.</summary>
    public string StripeAccount { get; set; }
}
