namespace Stripe;

/// <summary>The settings of a <see cref="StripeClient"/>.</summary>
public class StripeClientOptions
{
    /// <summary>The secret key.</summary>
    public string ApiKey { get; set; }

    /// <summary>The OAuth client id; only held.</summary>
    public string ClientId { get; set; }

    /// <summary>What sends the requests; a <see cref="SystemNetHttpClient"/> of its own when not given.</summary>
    public IHttpClient HttpClient { get; set; }

    /// <summary>Scheme, host and port of the API, without a slash at the end.</summary>
    public string ApiBase { get; set; }

    /// <summary>The connected account to act for.</summary>
    public string StripeAccount { get; set; }
}
