namespace Stripe;

/// <summary>Sends a request over HTTP.</summary>
public interface IHttpClient
{
    /// <summary>Sends the request and reads the whole answer, whatever its status.</summary>
    /// <exception cref="HttpRequestException">The server could not be reached.</exception>
    /// <exception cref="TaskCanceledException">The server did not answer in time, or the caller canceled.</exception>
    Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default);
}
