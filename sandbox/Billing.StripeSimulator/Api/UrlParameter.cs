namespace Billing.StripeSimulator.Api;

/// <summary>Checks URLs in parameters.</summary>
internal static class UrlParameter
{
    /// <summary>Whether this is an absolute http or https URL. Placeholders in braces are fine in its path and query.</summary>
    public static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
