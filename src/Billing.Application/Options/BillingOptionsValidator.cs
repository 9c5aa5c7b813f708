using Microsoft.Extensions.Options;

namespace Billing.Application.Options;

/// <summary>Refuses origins that could never match, and limits that let nothing through.</summary>
public sealed class BillingOptionsValidator : IValidateOptions<BillingOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, BillingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = OriginFailures(options).Concat(PublicUrlFailures(options)).Concat(AmountFailures(options))
            .Concat(OtherFailures(options)).Concat(DowngradeFailures(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> OriginFailures(BillingOptions options) => options.AllowedReturnOrigins
        .Select((origin, i) => (origin, i))
        .Where(o => !IsOrigin(o.origin))
        .Select(o => $"Billing:AllowedReturnOrigins:{o.i} is not an origin: write scheme, host and port only, https://app.example.com for example.");

    private static IEnumerable<string> PublicUrlFailures(BillingOptions options)
    {
        if (options.PublicUrl is { } url && !IsOrigin(url))
        {
            yield return "Billing:PublicUrl is not an origin: write scheme, host and port only, https://app.example.com for example.";
        }
    }

    private static IEnumerable<string> DowngradeFailures(BillingOptions options)
    {
        if (options.DowngradeAt is not (BillingOptions.DowngradeAtPeriodEnd or BillingOptions.DowngradeNow))
        {
            yield return "Billing:DowngradeAt must be period_end or now.";
        }
    }

    private static IEnumerable<string> AmountFailures(BillingOptions options) => options.Amounts
        .Select(a => ($"Billing:Amounts:{a.Key}", a.Value))
        .Prepend(("Billing:DefaultAmounts", options.DefaultAmounts))
        .Where(a => a.Item2.Minimum < 1 || a.Item2.Maximum < a.Item2.Minimum)
        .Select(a => $"{a.Item1} must have a Minimum of at least 1 and a Maximum that is not below it.");

    private static IEnumerable<string> OtherFailures(BillingOptions options)
    {
        if (!options.Brand.IsValid)
        {
            yield return "Billing:Brand:Colour is no colour: write #rrggbb, #2350d2 for example.";
        }

        if (options.GraceDays is < 0 or > 365)
        {
            yield return "Billing:GraceDays must be between 0 and 365.";
        }
    }

    private static bool IsOrigin(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.GetLeftPart(UriPartial.Authority).Equals(value.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
