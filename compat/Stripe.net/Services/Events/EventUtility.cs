using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stripe;

/// <summary>Checks and reads webhook deliveries.</summary>
/// <remarks>
/// Whatever comes out of these methods is a delivery to reject, not only <see cref="StripeException"/>: a header of
/// null is a <see cref="NullReferenceException"/>, a signed time that is no number a <see cref="FormatException"/>, a
/// body that is no JSON a <see cref="JsonException"/>. An empty secret is taken as a secret: refuse it at start-up.
/// </remarks>
public static class EventUtility
{
    /// <summary>How far the signed time may be from ours, in seconds, both ways.</summary>
    public const int DefaultTimeTolerance = 300;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks the signature against the clock of this machine, then reads the event.</summary>
    /// <param name="json">The body exactly as it came.</param>
    /// <param name="stripeSignatureHeader">The header Stripe-Signature.</param>
    /// <param name="secret">The endpoint's secret, whsec_….</param>
    /// <param name="tolerance">How far the signed time may be from now, in seconds, both ways.</param>
    /// <param name="throwOnApiVersionMismatch">Whether to refuse events of another release train.</param>
    /// <exception cref="StripeException">The signature, the time or the API version is not right.</exception>
    public static Event ConstructEvent(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance = DefaultTimeTolerance,
        bool throwOnApiVersionMismatch = true) =>
        ConstructEvent(json, stripeSignatureHeader, secret, tolerance, Now(), throwOnApiVersionMismatch);

    /// <summary>Checks the signature as of a given moment, then reads the event.</summary>
    /// <param name="json">The body exactly as it came.</param>
    /// <param name="stripeSignatureHeader">The header Stripe-Signature.</param>
    /// <param name="secret">The endpoint's secret, whsec_….</param>
    /// <param name="tolerance">How far the signed time may be from the moment, in seconds, both ways.</param>
    /// <param name="utcNow">The moment, in Unix seconds.</param>
    /// <param name="throwOnApiVersionMismatch">Whether to refuse events of another release train.</param>
    /// <exception cref="StripeException">The signature, the time or the API version is not right.</exception>
    public static Event ConstructEvent(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance,
        long utcNow,
        bool throwOnApiVersionMismatch = true)
    {
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, utcNow);
        return ParseEvent(json, throwOnApiVersionMismatch);
    }

    /// <summary>Reads an event without looking at any signature.</summary>
    /// <exception cref="StripeException">The event is of another release train, and that was to be refused.</exception>
    /// <exception cref="JsonException">The body is no JSON, or does not fit an event.</exception>
    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        var stripeEvent = Event.FromJson(json);
        if (throwOnApiVersionMismatch && !IsCompatibleApiVersion(stripeEvent.ApiVersion))
        {
            throw new StripeException(
                $"Received event with API version {stripeEvent.ApiVersion}, but Stripe.net {ApiVersion.Library} expects "
                + $"API version {ApiVersion.Current}. Give the webhook endpoint that version, or pass "
                + "throwOnApiVersionMismatch: false and expect objects to be read wrongly.");
        }

        return stripeEvent;
    }

    /// <summary>Checks the signature against the clock of this machine.</summary>
    /// <exception cref="StripeException">The signature or the time is not right.</exception>
    public static void ValidateSignature(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance = DefaultTimeTolerance) =>
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, Now());

    /// <summary>Checks the signature, then its time: only a time that Stripe signed is worth looking at.</summary>
    /// <exception cref="StripeException">The signature or the time is not right.</exception>
    public static void ValidateSignature(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance,
        long utcNow)
    {
        var items = ItemsOf(stripeSignatureHeader);
        var timestamp = items["t"].FirstOrDefault();
        var expected = Encoding.ASCII.GetBytes(Expected(secret, timestamp, json));
        if (!items["v1"].Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected)))
        {
            throw new StripeException(
                "The expected signature was not found in the Stripe-Signature header. Make sure you're using the correct "
                + "webhook secret (whsec_) and confirm the incoming request came from Stripe.");
        }

        if (Math.Abs(utcNow - Convert.ToInt64(timestamp, CultureInfo.InvariantCulture)) > tolerance)
        {
            throw new StripeException(
                "The webhook cannot be processed because the current timestamp is outside of the allowed tolerance.");
        }
    }

    /// <summary>The v1 signature of a body: HMAC-SHA256 over "time.body", in lower-case hexadecimal.</summary>
    /// <exception cref="EncoderFallbackException">A text is no valid UTF-16.</exception>
    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(StrictUtf8.GetBytes(secret), StrictUtf8.GetBytes($"{timestamp}.{payload}")));

    /// <summary>Whether events of an API version can be read: the release train has to be the same, not the date.</summary>
    public static bool IsCompatibleApiVersion(string eventApiVersion) =>
        ReleaseTrain(eventApiVersion) is { } train && train == ReleaseTrain(ApiVersion.Current);

    private static string Expected(string secret, string timestamp, string json)
    {
        try
        {
            return ComputeSignature(secret, timestamp, json);
        }
        catch (EncoderFallbackException exception)
        {
            throw new StripeException(
                "The webhook cannot be processed because the signature cannot be safely calculated.",
                exception);
        }
    }

    private static ILookup<string, string> ItemsOf(string stripeSignatureHeader) =>
        stripeSignatureHeader.Trim().Split(',').Select(item => item.Trim().Split('=', 2)).ToLookup(
            parts => parts.Length == 2
                ? parts[0]
                : throw new StripeException("The signature header format is unexpected."),
            parts => parts[1]);

    private static string ReleaseTrain(string apiVersion) =>
        apiVersion?.IndexOf('.', StringComparison.Ordinal) is { } dot and >= 0 ? apiVersion[(dot + 1)..] : null;

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
