using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads currencies out of parameters.</summary>
internal static class CurrencyParameter
{
    /// <summary>A currency that Stripe charges in, given in any case; lowercase in the answer.</summary>
    /// <exception cref="StripeApiException">400: missing or unknown.</exception>
    public static string Required(ApiParameters parameters, string name)
    {
#pragma warning disable CA1308 // Stripe's currency codes are lowercase.
        var currency = parameters.RequiredText(name).ToLowerInvariant();
#pragma warning restore CA1308
        return Money.IsSupported(currency)
            ? currency
            : throw StripeErrors.Invalid(name, $"Invalid currency: {currency}.", "invalid_currency");
    }
}
