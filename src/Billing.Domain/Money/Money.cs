namespace Billing.Domain;

/// <summary>An amount in the minor units of its currency, as Stripe's API counts them.</summary>
/// <param name="AmountMinor">The minor units; negative for money that goes back.</param>
/// <param name="Currency">The currency.</param>
public sealed record Money(long AmountMinor, Currency Currency)
{
    /// <summary>Whether Stripe can charge such an amount, apart from its limits: KWD 5.124 and ISK 5.50 it cannot.</summary>
    public bool IsChargeable => AmountMinor > 0 && AmountMinor % Currency.Step == 0;

    /// <summary>The amount in major units, exactly.</summary>
    public decimal Major => AmountMinor / Currency.UnitsPerMajor;

    /// <summary>The amount of so many major units; nothing is rounded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The currency has no such amount: too many decimals, or too large.</exception>
    public static Money FromMajor(decimal major, Currency currency)
    {
        decimal largest = long.MaxValue / currency.UnitsPerMajor;
        if (major > largest || major < -largest || major * currency.UnitsPerMajor % currency.Step != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(major), major, $"{currency.Code} has no such amount.");
        }

        return new Money((long)(major * currency.UnitsPerMajor), currency);
    }
}
