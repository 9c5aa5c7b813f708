using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Billing.Sandbox;

/// <summary>The webhook endpoints of the simulated Stripe account.</summary>
internal sealed class WebhookEndpoints : IDisposable
{
    /// <summary>The account's key; the simulator takes any test key.</summary>
    public const string ApiKey = "sk_test_sandbox4711";

    private readonly HttpClient _stripe;

    public WebhookEndpoints(Uri stripe)
    {
        _stripe = new HttpClient { BaseAddress = stripe };
        _stripe.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
    }

    /// <summary>Deletes all of them, with what they were still to be sent.</summary>
    public async Task DeleteAllAsync(CancellationToken cancellationToken)
    {
        JsonElement list = await _stripe.GetFromJsonAsync<JsonElement>("/v1/webhook_endpoints?limit=100", cancellationToken);
        foreach (JsonElement endpoint in list.GetProperty("data").EnumerateArray())
        {
            using HttpResponseMessage answer = await _stripe.DeleteAsync(
                new Uri($"/v1/webhook_endpoints/{endpoint.GetProperty("id").GetString()}", UriKind.Relative), cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stripe.Dispose();
}
