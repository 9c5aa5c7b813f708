namespace Billing.Application.Checkout;

/// <summary>
/// The addresses Stripe may send people back to. Whoever can name any address could use our checkout to lead people to a page
/// that looks like ours, so an address must be of an origin on the operator's list. It is judged as a browser would read it and
/// sent to Stripe as it came: encoding it anew would break <c>{CHECKOUT_SESSION_ID}</c>.
/// </summary>
public sealed class ReturnUrls
{
    /// <summary>What is wrong with an address that is not allowed.</summary>
    public const string Refusal = "Must be an https address of an origin this service allows.";

    /// <summary>Stripe takes up to 5000 characters; nobody needs them.</summary>
    private const int MaxLength = 2048;

    private readonly HashSet<string> _origins;
    private readonly bool _allowLoopbackHttp;

    /// <summary>The list as configured.</summary>
    /// <param name="allowedOrigins">Scheme, host and port, <c>https://app.example.com</c> for example; nothing behind it.</param>
    /// <param name="allowLoopbackHttp">Plain http is fine on this machine: while developing only.</param>
    /// <exception cref="ArgumentException">An entry is no origin.</exception>
    public ReturnUrls(IEnumerable<string> allowedOrigins, bool allowLoopbackHttp)
    {
        _allowLoopbackHttp = allowLoopbackHttp;
        _origins = allowedOrigins.Select(OriginOf).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether Stripe may send people to the address.</summary>
    public bool IsAllowed(string? address) =>
        TryParse(address, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && _allowLoopbackHttp && uri.IsLoopback))
        && _origins.Contains(OriginOf(uri));

    private static bool TryParse(string? address, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? uri)
    {
        uri = null;

        // Browsers read "\" as "/" and skip tabs and newlines, parsers differ on the rest: what can be read in two ways is refused.
        return address is { Length: > 0 and <= MaxLength }
            && !address.Any(c => c == '\\' || char.IsWhiteSpace(c) || char.IsControl(c))
            && (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && Uri.TryCreate(address, UriKind.Absolute, out uri)
            && uri.UserInfo.Length == 0
            && uri.Host.Length > 0
            && HasDnsName(uri);
    }

    /// <summary>Uri takes hosts of characters that no name can have, and only throws when it is to write them for DNS.</summary>
    private static bool HasDnsName(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static string OriginOf(string origin) =>
        TryParse(origin, out Uri? uri) && uri.PathAndQuery == "/" && uri.Fragment.Length == 0
            ? OriginOf(uri)
            : throw new ArgumentException($"'{origin}' is no origin: expected scheme, host and port only, https://app.example.com for example.");

    private static string OriginOf(Uri uri) => $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}:{uri.Port}";
}
