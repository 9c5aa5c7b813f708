using Billing.Application.Options;
using Billing.Domain;
using Microsoft.Extensions.Options;

namespace Billing.Application.Payments;

/// <summary>What can be paid: currencies that Stripe takes, and amounts within the operator's limits.</summary>
public sealed class PaymentAmounts(IOptions<BillingOptions> options)
{
    /// <summary>Whether Stripe takes the currency.</summary>
    /// <param name="currency">ISO 4217 code, in any case.</param>
    public static bool IsKnown(string? currency) => Currency.TryParse(currency, out _);

    /// <summary>What is wrong with an amount; null when nothing is, or when the currency is unknown anyway.</summary>
    /// <param name="amountCents">The amount in minor units.</param>
    /// <param name="currency">ISO 4217 code, in any case.</param>
    public string? RefusalOf(long amountCents, string? currency)
    {
        if (!Currency.TryParse(currency, out Currency? known))
        {
            return null;
        }

        AmountLimits limits = options.Value.LimitsOf(known.Code);
        string code = known.Code.ToUpperInvariant();
        if (amountCents < limits.Minimum || amountCents > limits.Maximum)
        {
            return $"Must be between {limits.Minimum} and {limits.Maximum} for {code}, in its minor unit.";
        }

        return new Money(amountCents, known).IsChargeable ? null : $"Must be a multiple of {known.Step} for {code}: nothing smaller can be charged.";
    }
}
