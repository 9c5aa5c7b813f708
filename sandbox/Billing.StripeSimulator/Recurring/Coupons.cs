using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>A coupon that somebody uses, with or without a code.</summary>
/// <param name="Coupon">The coupon.</param>
/// <param name="PromotionCode">The code; null when the coupon was given directly.</param>
internal sealed record Redemption(StripeDocument Coupon, StripeDocument? PromotionCode);

/// <summary>Coupons and promotion codes: who may use them, and how much they take off.</summary>
internal static class Coupons
{
    /// <summary>The promotion code that a customer types, in any case; null when there is none that is active.</summary>
    public static StripeDocument? FindCode(UnitOfWork work, string code) =>
        work.All(new DocumentQuery("promotion_code").Where("active", true))
            .FirstOrDefault(found => string.Equals(found.Text("code"), code.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A promotion code that may be used for this purchase.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="code">The promotion code.</param>
    /// <param name="customer">The customer's id, as far as it is known.</param>
    /// <param name="amount">What is bought, in minor units.</param>
    /// <param name="currency">Lowercase ISO code.</param>
    /// <param name="parameter">The parameter that names it; null on a page.</param>
    /// <exception cref="StripeApiException">400: it may not be used.</exception>
    public static Redemption ByCode(UnitOfWork work, StripeDocument code, string? customer, long amount, string currency, string? parameter)
    {
        var restrictions = code.Json["restrictions"]!;
        var minimum = restrictions["minimum_amount"]?.GetValue<long>();
        var problem = !code.Flag("active") || code.Number("expires_at") <= work.Now ? "This promotion code has expired."
            : code.Number("times_redeemed") >= code.Number("max_redemptions") ? "This promotion code has been used up."
            : code.Text("customer") is { } only && only != customer ? "This promotion code is for another customer."
            : minimum > amount && restrictions["minimum_amount_currency"]!.GetValue<string>() == currency ? "This purchase is too small for this promotion code."
            : restrictions["first_time_transaction"]!.GetValue<bool>() && HasPaid(work, customer) ? "This promotion code is for new customers."
            : null;
        return problem is null
            ? new Redemption(Checked(work, work.Referenced("coupon", code.Json["promotion"]!["coupon"]!.GetValue<string>()), currency, parameter), code)
            : throw StripeErrors.Refused(problem, "promotion_code_invalid", parameter);
    }

    /// <summary>A coupon that may be used for a purchase in this currency.</summary>
    /// <exception cref="StripeApiException">400: it may not be used.</exception>
    public static Redemption Directly(UnitOfWork work, StripeDocument coupon, string currency, string? parameter) =>
        new(Checked(work, coupon, currency, parameter), null);

    /// <summary>Whether the coupon can be redeemed (once more).</summary>
    public static bool IsValid(StripeDocument coupon, long now) =>
        !coupon.IsDeleted && !(coupon.Number("redeem_by") <= now) && !(coupon.Number("times_redeemed") >= coupon.Number("max_redemptions"));

    /// <summary>What the coupon takes off each of several amounts, in minor units: a percentage of each, or its amount shared out.</summary>
    public static IReadOnlyList<long> Off(StripeDocument coupon, IReadOnlyList<long> amounts)
    {
        if (coupon.Json["percent_off"]?.GetValue<decimal>() is { } percent)
        {
            return [.. amounts.Select(amount => (long)Math.Round(amount * percent / 100, MidpointRounding.AwayFromZero))];
        }

        var total = amounts.Sum();
        var off = Math.Min(coupon.Number("amount_off")!.Value, total);
        var (shared, before) = (new List<long>(), 0L);
        foreach (var amount in amounts)
        {
            // What is rounded off one amount is taken off the next, so that the parts add up to the whole.
            before += amount;
            shared.Add(total == 0 ? 0 : (long)Math.Round((decimal)off * before / total, MidpointRounding.AwayFromZero) - shared.Sum());
        }

        return shared;
    }

    private static StripeDocument Checked(UnitOfWork work, StripeDocument coupon, string currency, string? parameter) =>
        !IsValid(coupon, work.Now) ? throw StripeErrors.Refused("This coupon has expired.", "coupon_expired", parameter)
        : coupon.Text("currency") is { } only && only != currency
            ? throw StripeErrors.Refused($"This coupon takes an amount off in {only.ToUpperInvariant()} only.", parameter: parameter)
        : coupon;

    private static bool HasPaid(UnitOfWork work, string? customer) =>
        customer is not null && work.All(new DocumentQuery("charge").Where("customer", customer).Where("status", "succeeded")).Count > 0;
}
