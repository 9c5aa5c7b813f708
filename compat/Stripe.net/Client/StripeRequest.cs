using System.Net.Http.Headers;
using System.Text;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One request as it will be sent. Its retries send it again with the same idempotency key.</summary>
public class StripeRequest
{
    private readonly BaseOptions _options;

    /// <exception cref="StripeException">There is no API key.</exception>
    internal StripeRequest(string apiBase, HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
    {
        if (requestOptions.ApiKey == null)
        {
            throw new StripeException("No API key provided: hand one to the StripeClient or in the RequestOptions.");
        }

        _options = options;
        Method = method;
        var query = method == HttpMethod.Post ? "" : FormEncoder.Encode(options);
        Uri = new Uri(query.Length == 0 ? apiBase + path : $"{apiBase}{path}?{query}");
        AuthorizationHeader = new AuthenticationHeaderValue("Bearer", requestOptions.ApiKey);
        StripeHeaders = HeadersFor(method, requestOptions);
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The address, with the parameters of everything but a POST.</summary>
    public Uri Uri { get; }

    /// <summary>The secret key: never to be logged.</summary>
    public AuthenticationHeaderValue AuthorizationHeader { get; }

    /// <summary>Stripe-Version, Idempotency-Key and Stripe-Account, as far as they are sent.</summary>
    public IDictionary<string, string> StripeHeaders { get; }

    /// <summary>The parameters of a POST as a form, new on every call because a sent one is disposed; else null.</summary>
    public HttpContent Content => Method == HttpMethod.Post ? Form(FormEncoder.Encode(_options)) : null;

    private static Dictionary<string, string> HeadersFor(HttpMethod method, RequestOptions options)
    {
        var headers = new Dictionary<string, string> { ["Stripe-Version"] = StripeConfiguration.ApiVersion };
        if (!string.IsNullOrEmpty(options.StripeAccount))
        {
            headers["Stripe-Account"] = options.StripeAccount;
        }

        if (!string.IsNullOrEmpty(options.IdempotencyKey))
        {
            headers["Idempotency-Key"] = options.IdempotencyKey;
        }
        else if (method == HttpMethod.Post)
        {
            headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        }

        return headers;
    }

    private static ByteArrayContent Form(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded", "utf-8");
        return content;
    }
}
