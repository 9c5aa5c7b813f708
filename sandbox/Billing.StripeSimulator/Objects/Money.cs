using System.Collections.Frozen;
using System.Globalization;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Objects;

/// <summary>The currencies that Stripe charges in, and amounts as people read them.</summary>
internal static class Money
{
    // https://docs.stripe.com/currencies, as of 2026: presentment currencies.
    private const string Codes =
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc "
        + "cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jod jpy kes "
        + "kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd "
        + "omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd "
        + "tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw";

    private static readonly FrozenSet<string> Supported = Codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // https://docs.stripe.com/currencies#zero-decimal. ISK and UGX have no minor unit either, but Stripe takes them with two decimals.
    private static readonly FrozenSet<string> ZeroDecimal = FrozenSet.Create(
        StringComparer.Ordinal,
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");

    // https://docs.stripe.com/currencies#three-decimal
    private static readonly FrozenSet<string> ThreeDecimal = FrozenSet.Create(StringComparer.Ordinal, "bhd", "jod", "kwd", "omr", "tnd");

    // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in minor units.
    private static readonly FrozenDictionary<string, long> Minimums = new Dictionary<string, long>
    {
        ["usd"] = 50, ["aed"] = 200, ["aud"] = 50, ["bgn"] = 100, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["czk"] = 1500,
        ["dkk"] = 250, ["eur"] = 50, ["gbp"] = 30, ["hkd"] = 400, ["huf"] = 17500, ["inr"] = 50, ["jpy"] = 50, ["mxn"] = 1000,
        ["myr"] = 200, ["nok"] = 300, ["nzd"] = 50, ["pln"] = 200, ["ron"] = 200, ["sek"] = 300, ["sgd"] = 50, ["thb"] = 1000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["usd"] = "$", ["eur"] = "€", ["gbp"] = "£", ["jpy"] = "¥", ["inr"] = "₹", ["krw"] = "₩", ["cad"] = "CA$", ["aud"] = "A$",
    };

    /// <summary>Whether Stripe charges in this currency (lowercase code).</summary>
    public static bool IsSupported(string currency) => Supported.Contains(currency);

    /// <summary>The smallest amount that Stripe charges, in minor units.</summary>
    public static long MinimumCharge(string currency) => Minimums.GetValueOrDefault(currency);

    /// <summary>How many decimals the amounts of a currency have.</summary>
    public static int Exponent(string currency) => ZeroDecimal.Contains(currency) ? 0 : ThreeDecimal.Contains(currency) ? 3 : 2;

    /// <summary>An amount in minor units as a person reads it, such as <c>$20.00</c>, <c>¥2,000</c> or <c>KWD 1.500</c>.</summary>
    public static string Format(long minorUnits, string currency)
    {
        var exponent = Exponent(currency);
        var amount = Math.Abs(minorUnits / (decimal)Math.Pow(10, exponent));
        var sign = minorUnits < 0 ? "-" : "";
        var number = amount.ToString("N" + exponent, CultureInfo.InvariantCulture);
        return Symbols.TryGetValue(currency, out var symbol) ? sign + symbol + number : $"{sign}{currency.ToUpperInvariant()} {number}";
    }

    /// <summary>An amount in minor units as it stands in an input field, such as 20.00.</summary>
    public static string ToInput(long minorUnits, string currency)
    {
        var exponent = Exponent(currency);
        return (minorUnits / (decimal)Math.Pow(10, exponent)).ToString("F" + exponent, CultureInfo.InvariantCulture);
    }

    /// <summary>The minor units of an amount that was typed, such as 20 or 20.00.</summary>
    /// <exception cref="StripeApiException">400: no amount, or more decimals than the currency has.</exception>
    public static long Parse(string text, string currency, string parameter)
    {
        var minorUnits = decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount * (decimal)Math.Pow(10, Exponent(currency))
            : -1;
        return minorUnits >= 0 && minorUnits == decimal.Truncate(minorUnits) && minorUnits <= long.MaxValue
            ? (long)minorUnits
            : throw StripeErrors.Invalid(parameter, $"This is no amount in {currency.ToUpperInvariant()}: {text}");
    }
}
