using System.Globalization;
using Billing.Domain;
using Billing.Domain.Plans;

namespace Billing.Application.Emails;

/// <summary>How amounts, dates and cards are written in mails. Nobody's time zone is known: dates are those of UTC, and say so where an hour counts.</summary>
internal static class EmailWords
{
    /// <summary><c>1,234.50 USD</c>, with the decimals of the currency.</summary>
    public static string Amount(long amountCents, string currency) => Money.Of(amountCents, currency).ToString();

    /// <summary><c>25 November 2026</c>.</summary>
    public static string? Date(DateTime? at) => at?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>25 November 2026, 14:05 UTC</c>.</summary>
    public static string? Moment(DateTime? at) => at?.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>November 2026</c>: the last month in which a card is good.</summary>
    /// <param name="end">The first moment at which it is not.</param>
    public static string LastMonth(DateTime end) => end.AddDays(-1).ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Visa ending in 4242</c>; null when nothing is known.</summary>
    public static string? Card(string? brand, string? last4) =>
        brand is null ? null : char.ToUpperInvariant(brand[0]) + brand[1..].Replace('_', ' ') + (last4 is null ? "" : $" ending in {last4}");

    /// <summary><c>19.00 USD per month</c>, <c>5 × 19.00 USD per month</c>.</summary>
    public static string? Price(PlanPrice? price, long quantity)
    {
        if (price is null)
        {
            return null;
        }

        string interval = price.Interval switch { BillingInterval.Month => "month", BillingInterval.Year => "year" };
        string times = quantity == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{quantity} × ");
        return $"{times}{Amount(price.AmountCents, price.Currency)} per {interval}";
    }
}
