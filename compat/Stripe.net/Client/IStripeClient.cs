namespace Stripe;

/// <summary>Sends requests to Stripe's API and reads the answers.</summary>
public interface IStripeClient
{
    /// <summary>Scheme, host and port of the API, without a slash at the end.</summary>
    string ApiBase { get; }

    /// <summary>The secret key.</summary>
    string ApiKey { get; }

    /// <summary>The OAuth client id.</summary>
    string ClientId { get; }

    /// <summary>Sends one request: also for paths and parameters that no service class has.</summary>
    /// <param name="method">POST sends the options as a form, every other method in the query.</param>
    /// <param name="path">From "/v1/" on.</param>
    /// <param name="options">The parameters, or null.</param>
    /// <param name="requestOptions">What differs from the client's settings, or null.</param>
    /// <param name="cancellationToken">Ends the request and its retries.</param>
    /// <exception cref="StripeException">Stripe refused, answered no JSON, or there is no API key.</exception>
    /// <exception cref="HttpRequestException">Stripe could not be reached, retries included.</exception>
    /// <exception cref="TaskCanceledException">Stripe did not answer in time, retries included, or the caller canceled.</exception>
    Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default)
        where T : IStripeEntity;
}
