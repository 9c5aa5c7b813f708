using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Api;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Webhooks;

/// <summary>Makes one attempt at delivering an event.</summary>
internal sealed class WebhookSender(SimulatorOptions options, TimeProvider wallClock) : IDisposable
{
    // Stripe follows no redirects: an endpoint that moved is a failing endpoint.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = options.WebhookTimeout,
    };

    /// <summary>Posts the event to the endpoint, signed with its secret; a failure is an outcome, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The simulator stops; the delivery stays due.</exception>
    public async Task<DeliveryAttempt> SendAsync(
        PendingDelivery delivery, StripeDocument endpoint, StripeDocument stored, CancellationToken cancellationToken)
    {
        var now = wallClock.GetUtcNow();
        var attempt = new DeliveryAttempt(delivery.EventId, delivery.EndpointId, delivery.Attempts + 1, null, null, now);
        try
        {
            using var request = CreateRequest(endpoint, stored, now);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return attempt with { StatusCode = (int)response.StatusCode };
        }
        catch (HttpRequestException exception)
        {
            return attempt with { Error = exception.Message };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return attempt with { Error = $"No answer within {options.WebhookTimeout.TotalSeconds:0.#} s." };
        }
    }

    /// <summary>Posts an event that is none, signed with a secret that is none; what is answered does not matter.</summary>
    public async Task SendForgedAsync(StripeDocument endpoint, StripeDocument stored, CancellationToken cancellationToken)
    {
        var forged = new StripeDocument("event", stored.Json.DeepClone().AsObject());
        forged.Json["id"] = stored.Id + "_forged";
        var thief = endpoint with { Hidden = new JsonObject { [WebhookEndpointsApi.Secret] = "whsec_forged" } };
        try
        {
            using var request = CreateRequest(thief, forged, wallClock.GetUtcNow());
            using var response = await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The true delivery that follows records that nobody answers.
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static HttpRequestMessage CreateRequest(StripeDocument endpoint, StripeDocument stored, DateTimeOffset now)
    {
        var json = stored.Json.DeepClone().AsObject();
        json["api_version"] = endpoint.Text("api_version") ?? stored.Text("api_version");
        var payload = Encoding.UTF8.GetBytes(StripeJson.Pretty(json));
        var secret = endpoint.Hidden[WebhookEndpointsApi.Secret]!.GetValue<string>();
        var content = new ByteArrayContent(payload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Text("url")) { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSignature.Header(secret, payload, now));
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        return request;
    }
}
