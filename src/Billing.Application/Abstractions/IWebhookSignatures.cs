namespace Billing.Application.Abstractions;

/// <summary>Tells whether a delivery comes from Stripe.</summary>
public interface IWebhookSignatures
{
    /// <summary>Checks the header against the raw body and every configured secret.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="header">The <c>Stripe-Signature</c> header; null or empty when there was none.</param>
    SignatureCheck Check(ReadOnlySpan<byte> body, string? header);
}

/// <summary>What a look at a signature found.</summary>
/// <param name="Secret">Which of the configured secrets signed the body, from 0; null when it is refused.</param>
/// <param name="Reason">Why it is refused, in one word for counting; null when it is good.</param>
/// <param name="Message">Why it is refused, in a sentence; null when it is good.</param>
public readonly record struct SignatureCheck(int? Secret, string? Reason, string? Message)
{
    /// <summary>One of the secrets signed the body, within the tolerance.</summary>
    public static SignatureCheck Good(int secret) => new(secret, null, null);

    /// <summary>Not to be trusted.</summary>
    public static SignatureCheck Refused(string reason, string message) => new(null, reason, message);
}
