using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Billing.Domain;

/// <summary>
/// A currency that Stripe takes, and what its amounts look like in Stripe's API: the list is the API's own (the answer to an
/// unknown currency, without stablecoins and currencies that no longer exist), decimals and special cases are those of
/// https://docs.stripe.com/currencies#minor-units. Smallest and largest charges depend on the account and are configuration.
/// </summary>
public sealed class Currency
{
    private const string TwoDecimal =
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf cny cop crc cve czk "
        + "dkk dop dzd egp etb eur fjd fkp gbp gel ghs gip gmd gtq gyd hkd hnl hrk htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp "
        + "lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub "
        + "sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs wst xcd xcg yer zar zmw";

    private const string ZeroDecimal = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";

    /// <summary>Card networks take two of the three decimals: the last digit is 0.</summary>
    private const string ThreeDecimal = "bhd jod kwd omr tnd";

    /// <summary>Currencies that lost their decimals; the API goes on with two, which are 00.</summary>
    private const string FormerlyTwoDecimal = "isk ugx";
    private const int FormerStep = 100;

    private static readonly FrozenDictionary<string, Currency> ByCode = Of(TwoDecimal, 2, 1)
        .Concat(Of(ZeroDecimal, 0, 1))
        .Concat(Of(ThreeDecimal, 3, 10))
        .Concat(Of(FormerlyTwoDecimal, 2, FormerStep))
        .ToFrozenDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);

    private Currency(string code, int exponent, int step)
    {
        Code = code;
        Exponent = exponent;
        Step = step;
    }

    /// <summary>Every currency.</summary>
    public static IReadOnlyCollection<Currency> All => ByCode.Values;

    /// <summary>The lowercase ISO 4217 code.</summary>
    public string Code { get; }

    /// <summary>How many decimals the minor unit has in Stripe's API: 1 major unit is 10 to this power of minor units.</summary>
    public int Exponent { get; }

    /// <summary>Amounts that can be charged are multiples of this many minor units.</summary>
    public int Step { get; }

    /// <summary>How many decimals people write: a currency that lost its decimals is written without, though Stripe counts them.</summary>
    public int ShownDecimals => Step == FormerStep ? 0 : Exponent;

    /// <summary>The minor units of one major unit.</summary>
    internal decimal UnitsPerMajor => Exponent switch
    {
        0 => 1m,
        2 => 100m,
        3 => 1000m,
        _ => throw new InvalidOperationException($"No currency has {Exponent} decimals."),
    };

    /// <summary>Finds a currency by its code, in any case.</summary>
    /// <exception cref="FormatException">Stripe takes no such currency.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out Currency? currency) ? currency : throw new FormatException($"Stripe takes no currency '{code}'.");

    /// <summary>Finds a currency by its code, in any case; false when Stripe takes no such currency.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    /// <summary>A currency that is not in the list; see <see cref="Money.Of"/>.</summary>
    internal static Currency Unknown(string code) => new(code.ToLowerInvariant(), 2, 1);

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    private static IEnumerable<Currency> Of(string codes, int exponent, int step) =>
        codes.Split(' ').Select(code => new Currency(code, exponent, step));
}
