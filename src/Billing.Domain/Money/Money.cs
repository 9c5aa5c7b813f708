using System.Globalization;

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

    /// <summary>
    /// An amount that Stripe told. A currency that is not known here is counted in hundredths, as nearly all are: money that is there must
    /// be shown.
    /// </summary>
    /// <param name="amountMinor">The minor units.</param>
    /// <param name="currency">The ISO 4217 code, in any case.</param>
    public static Money Of(long amountMinor, string currency) =>
        new(amountMinor, Currency.TryParse(currency, out Currency? known) ? known : Currency.Unknown(currency));

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

    /// <summary>
    /// The amount in major units for programs and tables: with the decimals that the currency has, a point before them and nothing else;
    /// <c>1234.50</c>, and <c>1234</c> for yen.
    /// </summary>
    public string ToDecimalString() => Major.ToString("F" + Decimals, CultureInfo.InvariantCulture);

    /// <summary>The amount for people, whose country is not known: <c>1,234.50 USD</c>.</summary>
    public override string ToString() => Major.ToString("N" + Decimals, CultureInfo.InvariantCulture) + " " + Currency.Code.ToUpperInvariant();

    /// <summary>What the currency shows; more where an amount has more, so that nothing is rounded away.</summary>
    private int Decimals => Major == decimal.Truncate(Major) ? Currency.ShownDecimals : Currency.Exponent;
}
