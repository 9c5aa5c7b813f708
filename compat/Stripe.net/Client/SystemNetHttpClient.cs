using System.Net;

namespace Stripe;

/// <summary>
/// Sends requests with an <see cref="HttpClient"/> and sends again what failed in passing: on a
/// connection error or a timeout, when Stripe asks for it (Stripe-Should-Retry), else on 409 and from 500 on. Never
/// on 429, which the caller is to slow down for.
/// </summary>
/// <param name="httpClient">What to send with; one with <see cref="DefaultHttpTimeout"/> when not given.</param>
/// <param name="maxNetworkRetries">How often to send again after the first time.</param>
/// <param name="appInfo">The application to name to Stripe.</param>
/// <param name="enableTelemetry">Taken so that calls compile: this library sends no telemetry either way.</param>
public class SystemNetHttpClient(
    HttpClient httpClient = null,
    int maxNetworkRetries = SystemNetHttpClient.DefaultMaxNumberRetries,
    AppInfo appInfo = null,
    bool enableTelemetry = true) : IHttpClient
{
    /// <summary>How often a request is sent again when nothing else is said.</summary>
    public const int DefaultMaxNumberRetries = 2;

    private static readonly Lazy<HttpClient> SharedHttpClient = new(BuildDefaultSystemNetHttpClient);

    private readonly HttpClient _httpClient = httpClient ?? SharedHttpClient.Value;

    /// <summary>How long Stripe has for an answer.</summary>
    public static TimeSpan DefaultHttpTimeout => TimeSpan.FromSeconds(80);

    /// <summary>The longest wait before a retry.</summary>
    public static TimeSpan MaxNetworkRetriesDelay => TimeSpan.FromSeconds(5);

    /// <summary>The shortest wait before a retry.</summary>
    public static TimeSpan MinNetworkRetriesDelay => TimeSpan.FromMilliseconds(500);

    /// <summary>As given: nothing is sent either way.</summary>
    public bool EnableTelemetry { get; } = enableTelemetry;

    /// <summary>How often a request is sent again after the first time.</summary>
    public int MaxNetworkRetries { get; } = maxNetworkRetries;

    /// <summary>The wait before a retry: tests take the time out of it.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Wait { get; set; } = Task.Delay;

    /// <summary>Makes an HTTP client with <see cref="DefaultHttpTimeout"/>.</summary>
    public static HttpClient BuildDefaultSystemNetHttpClient() => new() { Timeout = DefaultHttpTimeout };

    /// <inheritdoc/>
    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                using var message = MessageFor(request);
                using var response = await _httpClient.SendAsync(message, cancellationToken).ConfigureAwait(false);
                if (retry > MaxNetworkRetries || !IsWorthRetrying(response))
                {
                    var content = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                    return new StripeResponse(response.StatusCode, response.Headers, content);
                }
            }
            catch (Exception exception) when (retry <= MaxNetworkRetries && IsNetworkFailure(exception, cancellationToken))
            {
                // Nothing came back: the idempotency key makes sending it again safe.
            }

            await Wait(DelayBefore(retry), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Half a second, doubled from retry to retry, less up to a quarter so that clients do not march in step.</summary>
    internal static TimeSpan DelayBefore(int retry)
    {
        var full = MinNetworkRetriesDelay * Math.Pow(2, retry - 1);
        var capped = full < MaxNetworkRetriesDelay ? full : MaxNetworkRetriesDelay;
        var delay = capped * (0.75 + (Random.Shared.NextDouble() * 0.25));
        return delay > MinNetworkRetriesDelay ? delay : MinNetworkRetriesDelay;
    }

    private HttpRequestMessage MessageFor(StripeRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri) { Content = request.Content };
        message.Headers.Authorization = request.AuthorizationHeader;
        var userAgent = $"Stripe.net/{StripeConfiguration.StripeNetVersion}";
        message.Headers.TryAddWithoutValidation(
            "User-Agent",
            appInfo == null ? userAgent : $"{userAgent} {appInfo.AsUserAgent()}");
        foreach (var (name, value) in request.StripeHeaders)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    private static bool IsWorthRetrying(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var values)
            && bool.TryParse(values.First(), out var shouldRetry))
        {
            return shouldRetry;
        }

        return response.StatusCode is HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError;
    }

    /// <summary>A cancellation that the caller did not ask for is the HTTP client's timeout.</summary>
    private static bool IsNetworkFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
