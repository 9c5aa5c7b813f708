using Billing.Application.Options;
using Microsoft.Extensions.Options;

namespace Billing.Application.Payments;

/// <summary>What can be paid: currencies that Stripe takes, and amounts within the operator's limits.</summary>
public sealed class PaymentAmounts(IOptions<BillingOptions> options)
{
    /// <summary>Whether Stripe takes the currency.</summary>
    /// <param name="currency">ISO 4217 code, in any case.</param>
    public static bool IsKnown(string? currency) => currency is { Length: 3 } && currency.All(char.IsAsciiLetter);

    /// <summary>What is wrong with an amount; null when nothing is, or when the currency is unknown anyway.</summary>
    /// <param name="amountCents">The amount in minor units.</param>
    /// <param name="currency">ISO 4217 code, in any case.</param>
    public string? RefusalOf(long amountCents, string? currency)
    {
        if (!IsKnown(currency))
        {
            return null;
        }

        AmountLimits limits = options.Value.LimitsOf(currency!);
        return amountCents < limits.Minimum || amountCents > limits.Maximum
            ? $"Must be between {limits.Minimum} and {limits.Maximum} for {currency!.ToUpperInvariant()}, in its minor unit."
            : null;
    }
}
