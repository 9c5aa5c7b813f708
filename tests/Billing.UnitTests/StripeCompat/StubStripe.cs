using System.Net;
using System.Text;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

/// <summary>Plays Stripe under a real <see cref="HttpClient"/>: answers what was lined up and keeps what was sent, also side by side.</summary>
internal sealed class StubStripe : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<SentRequest> Sent { get; } = [];

    public SentRequest Only => Sent.Count == 1 ? Sent[0] : throw new InvalidOperationException($"{Sent.Count} requests were sent.");

    public StubStripe Answer(string json, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers)
            {
                response.Headers.Add(name, value);
            }

            return response;
        });
        return this;
    }

    public StubStripe Fail(Exception exception)
    {
        _answers.Enqueue(() => throw exception);
        return this;
    }

    public StripeClient Client(int retries = 0, string? stripeAccount = null) => new(new StripeClientOptions
    {
        ApiKey = "sk_test_123",
        ApiBase = "http://stripe.test",
        StripeAccount = stripeAccount,
        HttpClient = Http(retries),
    });

    public SystemNetHttpClient Http(int retries = 0) => new(new HttpClient(this), retries, enableTelemetry: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content == null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            body,
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value)));
        lock (_lock)
        {
            Sent.Add(sent);
            return _answers.Dequeue()();
        }
    }
}

internal sealed record SentRequest(
    string Method,
    string PathAndQuery,
    string? Body,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
