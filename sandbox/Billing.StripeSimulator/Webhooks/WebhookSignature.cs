using System.Security.Cryptography;
using System.Text;

namespace Billing.StripeSimulator.Webhooks;

/// <summary>Signs payloads as https://docs.stripe.com/webhooks#verify-manually describes.</summary>
internal static class WebhookSignature
{
    /// <summary>The Stripe-Signature header of a payload.</summary>
    /// <param name="secret">The endpoint's <c>whsec_…</c>, whole.</param>
    /// <param name="payload">The bytes that are sent.</param>
    /// <param name="at">Wall time: receivers compare it with theirs.</param>
    public static string Header(string secret, ReadOnlySpan<byte> payload, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. payload];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={timestamp},v1={Convert.ToHexStringLower(signature)}";
    }
}
