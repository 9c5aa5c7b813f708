using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads discounts out of parameters.</summary>
internal static class DiscountParameters
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Names = ["discounts", "discounts[][coupon]", "discounts[][promotion_code]", "discounts[][discount]"];

    /// <summary>What is to be redeemed for a purchase.</summary>
    /// <param name="call">The request.</param>
    /// <param name="customer">The customer's id, as far as it is known.</param>
    /// <param name="amount">What is bought, in minor units.</param>
    /// <param name="currency">Lowercase ISO code.</param>
    /// <exception cref="StripeApiException">400: one of them may not be used.</exception>
    public static IReadOnlyList<Redemption> Read(ApiCall call, string? customer, long amount, string currency) =>
        [.. call.Parameters.Items("discounts").Select(item => Read(call, item, customer, amount, currency)).OfType<Redemption>()];

    /// <summary>Gives a subscription the discounts of the request in place of those it has; one that it has and that is named stays.</summary>
    public static void Write(ApiCall call, StripeDocument subscription)
    {
        if (!call.Parameters.Has("discounts"))
        {
            return;
        }

        var redemptions = Read(call, subscription.Text("customer"), AmountOf(subscription), subscription.Text("currency")!);
        var kept = call.Parameters.Items("discounts").Select(item => call.Parameters.Text(item + "[discount]")).ToList();
        foreach (var id in subscription.Json["discounts"]!.AsArray().Select(id => id!.GetValue<string>()).Where(id => !kept.Contains(id)).ToList())
        {
            Discounts.Remove(call.Work, subscription, id);
        }

        foreach (var redemption in redemptions)
        {
            Discounts.Redeem(call.Work, subscription, redemption);
        }
    }

    private static long AmountOf(StripeDocument subscription) =>
        Subscriptions.Items(subscription).Sum(item => item["price"]!["unit_amount"]!.GetValue<long>() * item["quantity"]!.GetValue<long>());

    private static Redemption? Read(ApiCall call, string item, string? customer, long amount, string currency) =>
        call.Reference("promotion_code", item + "[promotion_code]") is { } code
            ? Coupons.ByCode(call.Work, code, customer, amount, currency, item + "[promotion_code]")
        : call.Reference("coupon", item + "[coupon]") is { } coupon
            ? Coupons.Directly(call.Work, coupon, currency, item + "[coupon]")
        : null;
}
