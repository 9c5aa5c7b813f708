using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing.Application.Abstractions;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Checks Stripe's signature over the raw bytes (https://docs.stripe.com/webhooks#verify-manually). The SDK's own check takes the
/// body as text, which a byte order mark or a broken character does not survive.
/// </summary>
internal sealed class WebhookSignatures(IOptions<StripeOptions> options, TimeProvider time) : IWebhookSignatures
{
    /// <summary>How far the signature's time may be from ours, in seconds, either way: Stripe's own default.</summary>
    private const long ToleranceSeconds = 300;

    /// <summary>Room for dozens of signatures; Stripe sends one per active secret.</summary>
    private const int MaxHeaderLength = 4096;

    private readonly byte[][] _keys = [.. options.Value.WebhookSecrets.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc />
    public SignatureCheck Check(ReadOnlySpan<byte> body, string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return SignatureCheck.Refused("no_signature", "The Stripe-Signature header is missing.");
        }

        if (header.Length > MaxHeaderLength || !TryReadTime(header, out ReadOnlySpan<char> timestamp, out long seconds))
        {
            return SignatureCheck.Refused("malformed_signature", "The Stripe-Signature header is malformed.");
        }

        // Before the body is hashed: what is too old or too new costs nothing.
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        if (seconds < now - ToleranceSeconds || seconds > now + ToleranceSeconds)
        {
            return SignatureCheck.Refused("wrong_time", "The time in the Stripe-Signature header is too far from now.");
        }

        return FindSigner(body, header, timestamp) is { } secret
            ? SignatureCheck.Good(secret)
            : SignatureCheck.Refused("wrong_signature", "No signature in the Stripe-Signature header was made with a configured webhook secret.");
    }

    private static bool TryReadTime(ReadOnlySpan<char> header, out ReadOnlySpan<char> timestamp, out long seconds)
    {
        foreach (Range part in header.Split(','))
        {
            ReadOnlySpan<char> item = header[part];
            if (item.StartsWith("t="))
            {
                timestamp = item[2..];
                return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
            }
        }

        timestamp = default;
        seconds = 0;
        return false;
    }

    private int? FindSigner(ReadOnlySpan<byte> body, ReadOnlySpan<char> header, ReadOnlySpan<char> timestamp)
    {
        int length = timestamp.Length + 1 + body.Length;
        byte[] signed = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            int written = Encoding.ASCII.GetBytes(timestamp, signed);
            signed[written] = (byte)'.';
            body.CopyTo(signed.AsSpan(written + 1));
            Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
            for (int i = 0; i < _keys.Length; i++)
            {
                HMACSHA256.HashData(_keys[i], signed.AsSpan(0, length), expected);
                if (Names(header, expected))
                {
                    return i;
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signed);
        }
    }

    /// <summary>Whether one of the header's v1 signatures is the expected one; the older scheme v0 does not count.</summary>
    private static bool Names(ReadOnlySpan<char> header, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        bool found = false;
        foreach (Range part in header.Split(','))
        {
            ReadOnlySpan<char> item = header[part];
            if (item.StartsWith("v1=")
                && item.Length == 3 + (2 * HMACSHA256.HashSizeInBytes)
                && Convert.FromHexString(item[3..], given, out _, out _) == OperationStatus.Done)
            {
                found |= CryptographicOperations.FixedTimeEquals(given, expected);
            }
        }

        return found;
    }
}
