using Stripe.Infrastructure;

namespace Stripe;

/// <summary>The way to Stripe's API. Safe to share between threads.</summary>
public class StripeClient : IStripeClient
{
    private readonly string _stripeAccount;

    /// <summary>Makes a client from single settings.</summary>
    /// <inheritdoc cref="StripeClient(StripeClientOptions)" path="/exception"/>
    public StripeClient(string apiKey = null, string clientId = null, IHttpClient httpClient = null, string apiBase = null)
        : this(new StripeClientOptions { ApiKey = apiKey, ClientId = clientId, HttpClient = httpClient, ApiBase = apiBase })
    {
    }

    /// <summary>Makes a client; the settings are read once.</summary>
    /// <exception cref="ArgumentException">The API key is empty or has white space in it. None at all is allowed.</exception>
    public StripeClient(StripeClientOptions options)
    {
        if (options.ApiKey is { Length: 0 })
        {
            throw new ArgumentException("API key cannot be the empty string.", nameof(options));
        }

        if (options.ApiKey?.Any(char.IsWhiteSpace) == true)
        {
            throw new ArgumentException("API key cannot contain whitespace.", nameof(options));
        }

        ApiKey = options.ApiKey;
        ClientId = options.ClientId;
        HttpClient = options.HttpClient ?? new SystemNetHttpClient();
        ApiBase = options.ApiBase ?? DefaultApiBase;
        _stripeAccount = options.StripeAccount;
        V1 = new V1Services(this);
    }

    /// <summary>Where Stripe's API is.</summary>
    public static string DefaultApiBase => "https://api.stripe.com";

    /// <inheritdoc/>
    public string ApiBase { get; }

    /// <inheritdoc/>
    public string ApiKey { get; }

    /// <inheritdoc/>
    public string ClientId { get; }

    /// <summary>What sends the requests.</summary>
    public IHttpClient HttpClient { get; }

    /// <summary>The services of the v1 API.</summary>
    public virtual V1Services V1 { get; }

    /// <inheritdoc/>
    public async Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default)
        where T : IStripeEntity
    {
        var request = new StripeRequest(ApiBase, method, path, options, WithDefaults(requestOptions));
        var response = await HttpClient.MakeRequestAsync(request, cancellationToken).ConfigureAwait(false);
        return ResponseReader.Read<T>(response);
    }

    private RequestOptions WithDefaults(RequestOptions own) => new()
    {
        ApiKey = string.IsNullOrEmpty(own?.ApiKey) ? ApiKey : own.ApiKey,
        IdempotencyKey = own?.IdempotencyKey,
        StripeAccount = string.IsNullOrEmpty(own?.StripeAccount) ? _stripeAccount : own.StripeAccount,
    };
}
