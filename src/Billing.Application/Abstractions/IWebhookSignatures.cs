namespace Billing.Application.Abstractions;

/// <summary>Tells whether a delivery comes from Stripe.</summary>
public interface IWebhookSignatures
{
    /// <summary>Checks the header against the raw body and every configured secret.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="header">The <c>Stripe-Signature</c> header; null or empty when there was none.</param>
    /// <returns>Null when one of the secrets signed the body within the tolerance; else what is wrong.</returns>
    string? Refuse(ReadOnlySpan<byte> body, string? header);
}
