using System.Text;

namespace Billing.StripeSimulator.Protocol;

/// <summary>API keys as callers send them: <c>Bearer KEY</c>, or basic authentication with the key as user name.</summary>
internal static class ApiKey
{
    /// <summary>The key in an Authorization header; null when the header holds none.</summary>
    public static string? From(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header["Bearer ".Length..].Trim();
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0]
            : null;
    }

    /// <summary>Whether this is a secret or restricted key of test mode. Any such key opens the one simulated account.</summary>
    public static bool IsTestSecret(string key) =>
        (key.StartsWith("sk_test_", StringComparison.Ordinal) || key.StartsWith("rk_test_", StringComparison.Ordinal))
        && key.Length > "sk_test_".Length;
}
