using Billing.Domain;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

/// <summary>Amounts are the examples of https://docs.stripe.com/currencies#minor-units.</summary>
public sealed class MoneyTests
{
    [TestCase("usd", 1000, "10")]
    [TestCase("usd", 1, "0.01")]
    [TestCase("jpy", 500, "500")]
    [TestCase("krw", 1, "1")]
    [TestCase("kwd", 5120, "5.12")]
    [TestCase("bhd", 10, "0.01")]
    [TestCase("isk", 500, "5")]
    [TestCase("ugx", 500, "5")]
    [TestCase("huf", 1045, "10.45")]
    [TestCase("twd", 80045, "800.45")]
    [TestCase("usd", -250, "-2.5")]
    public void Minor_and_major_units_say_the_same(string code, long minor, string major)
    {
        var money = new Money(minor, Currency.Parse(code));
        decimal amount = decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture);
        money.Major.ShouldBe(amount);
        Money.FromMajor(amount, money.Currency).ShouldBe(money);
    }

    [TestCase("usd", "0.001")]
    [TestCase("jpy", "0.5")]
    [TestCase("kwd", "5.124")]
    [TestCase("isk", "5.5")]
    [TestCase("ugx", "0.01")]
    [TestCase("usd", "92233720368547758.08")]
    [TestCase("usd", "-92233720368547758.09")]
    public void An_amount_that_the_currency_does_not_have_is_refused_not_rounded(string code, string major) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Money.FromMajor(decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture), Currency.Parse(code)));

    [TestCase("usd", 1, true)]
    [TestCase("usd", 0, false)]
    [TestCase("usd", -100, false)]
    [TestCase("kwd", 5124, false)]
    [TestCase("kwd", 5120, true)]
    [TestCase("isk", 550, false)]
    [TestCase("isk", 500, true)]
    [TestCase("huf", 1045, true)]
    public void Only_positive_multiples_of_the_step_can_be_charged(string code, long minor, bool expected) =>
        new Money(minor, Currency.Parse(code)).IsChargeable.ShouldBe(expected);

    [Test]
    public void Every_chargeable_amount_of_every_currency_survives_the_way_to_major_units_and_back() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), n => Currency.All.All(currency =>
        {
            var money = new Money((long)n * currency.Step, currency);
            return Money.FromMajor(money.Major, currency) == money;
        })));

    [Test]
    public void Decimals_are_those_of_Stripes_table()
    {
        Codes(c => c.Exponent == 0).ShouldBe("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf");
        Codes(c => c.Exponent == 3).ShouldBe("bhd jod kwd omr tnd");
        Codes(c => c.Step == 10).ShouldBe("bhd jod kwd omr tnd");
        Codes(c => c.Step == 100).ShouldBe("isk ugx");
        Currency.All.Select(c => c.Exponent).Distinct().Order().ShouldBe([0, 2, 3]);
    }

    [Test]
    public void There_are_more_than_135_currencies_as_Stripe_says_and_every_code_is_three_small_letters()
    {
        Currency.All.Count.ShouldBeGreaterThan(135);
        Currency.All.ShouldAllBe(c => c.Code.Length == 3 && c.Code.All(char.IsAsciiLetterLower));
    }

    [TestCase("EUR")]
    [TestCase("eur")]
    [TestCase("Eur")]
    public void A_code_is_read_in_any_case(string code) => Currency.Parse(code).Code.ShouldBe("eur");

    [TestCase("")]
    [TestCase("xxx")]
    [TestCase("usdc")]
    [TestCase(" usd")]
    [TestCase(null)]
    public void What_Stripe_does_not_take_is_no_currency(string? code)
    {
        Currency.TryParse(code, out _).ShouldBeFalse();
        if (code is not null)
        {
            Should.Throw<FormatException>(() => Currency.Parse(code));
        }
    }

    [TestCase("usd", 123450, "1234.50", "1,234.50 USD")]
    [TestCase("usd", 5, "0.05", "0.05 USD")]
    [TestCase("usd", 0, "0.00", "0.00 USD")]
    [TestCase("usd", -250, "-2.50", "-2.50 USD")]
    [TestCase("jpy", 123450, "123450", "123,450 JPY")]
    [TestCase("jpy", 0, "0", "0 JPY")]
    [TestCase("kwd", 5120, "5.120", "5.120 KWD")]
    [TestCase("kwd", 1234567890, "1234567.890", "1,234,567.890 KWD")]
    [TestCase("isk", 500000, "5000", "5,000 ISK")]
    [TestCase("ugx", 500, "5", "5 UGX")]
    [TestCase("isk", 550, "5.50", "5.50 ISK")]
    [TestCase("huf", 1750000, "17500.00", "17,500.00 HUF")]
    [TestCase("twd", 80045, "800.45", "800.45 TWD")]
    [TestCase("xyz", 100, "1.00", "1.00 XYZ")]
    [TestCase("USD", 100, "1.00", "1.00 USD")]
    public void An_amount_is_written_with_the_decimals_that_its_currency_has(string code, long minor, string forTables, string forPeople)
    {
        var money = Money.Of(minor, code);
        money.ToDecimalString().ShouldBe(forTables);
        money.ToString().ShouldBe(forPeople);
    }

    [Test]
    public void What_is_written_is_read_as_the_same_amount_in_every_currency() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), n => Currency.All.All(currency =>
        {
            var money = new Money((long)n * currency.Step, currency);
            return Money.FromMajor(decimal.Parse(money.ToDecimalString(), System.Globalization.CultureInfo.InvariantCulture), currency) == money;
        })));

    private static string Codes(Func<Currency, bool> which) => string.Join(' ', Currency.All.Where(which).Select(c => c.Code).Order(StringComparer.Ordinal));
}
