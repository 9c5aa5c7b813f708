using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Stripe;

/// <summary>Refuses to start with keys that cannot work, or that must not be used here.</summary>
internal sealed class StripeOptionsValidator(IHostEnvironment environment) : IValidateOptions<StripeOptions>
{
    private static readonly string[] PlaceholderWords = ["changeme", "change_me", "placeholder", "your", "replace"];

    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var failures = ApiKeyFailures(options)
            .Concat(WebhookSecretFailures(options))
            .Concat(PublishableKeyFailures(options))
            .Concat(ConnectionFailures(options))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> ApiKeyFailures(StripeOptions options)
    {
        if (!IsKey(options.ApiKey, "sk_", "rk_"))
        {
            yield return "Stripe:ApiKey is missing or a placeholder: set it to the secret key of your Stripe account (sk_… or rk_…).";
        }
        else if (options.Livemode && environment.IsDevelopment())
        {
            yield return "Stripe:ApiKey is a live key, which Development refuses: use a test key (sk_test_…).";
        }
    }

    private static IEnumerable<string> WebhookSecretFailures(StripeOptions options)
    {
        if (options.WebhookSecrets.Count == 0)
        {
            yield return "Stripe:WebhookSecrets:0 is missing: set it to the signing secret of the webhook endpoint (whsec_…).";
        }

        for (var i = 0; i < options.WebhookSecrets.Count; i++)
        {
            if (!IsKey(options.WebhookSecrets[i], "whsec_"))
            {
                yield return $"Stripe:WebhookSecrets:{i} is empty or a placeholder: set it to a signing secret (whsec_…).";
            }
        }
    }

    private static IEnumerable<string> PublishableKeyFailures(StripeOptions options)
    {
        if (options.PublishableKey.Length == 0)
        {
            yield break;
        }

        if (!IsKey(options.PublishableKey, "pk_"))
        {
            yield return "Stripe:PublishableKey is a placeholder: set it to the publishable key (pk_…), or leave it out.";
        }
        else if (StripeOptions.IsLive(options.PublishableKey) != options.Livemode)
        {
            yield return "Stripe:PublishableKey and Stripe:ApiKey are of different modes: take both from the live or both from the test mode.";
        }
    }

    private static IEnumerable<string> ConnectionFailures(StripeOptions options)
    {
        if (!IsApiBase(options.ApiBase))
        {
            yield return "Stripe:ApiBase must be an absolute https address (http only on this machine), without path, query or user.";
        }

        if (!IsScriptAddress(options.JsUrl))
        {
            yield return "Stripe:JsUrl must be the absolute https address of Stripe.js (http only on this machine), without user or query.";
        }

        if (options.MaxCallsPerSecond is < 1 or > 10_000)
        {
            yield return "Stripe:MaxCallsPerSecond must be between 1 and 10000.";
        }
    }

    private static bool IsApiBase(string value) => IsAddress(value, out var uri) && uri.AbsolutePath == "/";

    private static bool IsScriptAddress(string value) => IsAddress(value, out _);

    private static bool IsAddress(string value, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(value, UriKind.Absolute, out uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    /// <summary>
    /// What follows the prefix tells a key from the placeholders of READMEs: "sk_test_...", "sk_test_xxxx", "sk_test_changeme".
    /// </summary>
    private static bool IsKey(string? value, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (value is not null && value.StartsWith(prefix, StringComparison.Ordinal))
            {
                return IsSecretPart(value[prefix.Length..]);
            }
        }

        return false;
    }

    private static bool IsSecretPart(string rest)
    {
        var secret = rest.StartsWith("test_", StringComparison.Ordinal) || rest.StartsWith("live_", StringComparison.Ordinal) ? rest[5..] : rest;
        return secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '/' or '=')
            && secret.Distinct().Count() > 2
            && !PlaceholderWords.Any(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
