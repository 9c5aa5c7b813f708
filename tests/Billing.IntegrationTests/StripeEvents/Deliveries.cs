using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing.IntegrationTests.Infrastructure;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Delivers events as Stripe does.</summary>
internal static class Deliveries
{
    /// <summary>Signs the body and posts it.</summary>
    public static Task<HttpResponseMessage> DeliverAsync(this BillingApp app, string body, string secret = BillingApp.WebhookSecret) =>
        DeliverAsync(app, Encoding.UTF8.GetBytes(body), secret);

    /// <summary>Signs the bytes and posts them.</summary>
    public static async Task<HttpResponseMessage> DeliverAsync(this BillingApp app, byte[] body, string secret = BillingApp.WebhookSecret)
    {
        using HttpClient client = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(body, secret));
        return await client.SendAsync(request);
    }

    /// <summary>Stripe's header for a body.</summary>
    public static string Sign(byte[] body, string secret)
    {
        string time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
