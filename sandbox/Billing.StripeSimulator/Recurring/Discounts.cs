using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Coupons at work on subscriptions.</summary>
internal static class Discounts
{
    // A coupon that counts once has done so, and goes with the next renewal.
    private const string Used = "used";

    /// <summary>Redeems a coupon for a subscription and tells of it. The caller saves the subscription.</summary>
    public static void Redeem(UnitOfWork work, StripeDocument subscription, Redemption redemption, string? session = null)
    {
        var (coupon, code) = redemption;
        var json = ObjectTemplate.Create("discount");
        json["id"] = StripeId.New("di");
        json["checkout_session"] = session;
        json["customer"] = subscription.Text("customer");
        json["end"] = coupon.Text("duration") == "repeating"
            ? DateTimeOffset.FromUnixTimeSeconds(work.Now).AddMonths((int)coupon.Number("duration_in_months")!.Value).ToUnixTimeSeconds()
            : null;
        json["promotion_code"] = code?.Id;
        json["source"]!["coupon"] = coupon.Id;
        json["start"] = work.Now;
        json["subscription"] = subscription.Id;
        var discount = new StripeDocument("discount", json);
        Count(work, coupon);
        if (code is not null)
        {
            code.Json["times_redeemed"] = code.Number("times_redeemed") + 1;
            work.Save(code);
        }

        work.Save(discount, "customer.discount.created");
        subscription.Json["discounts"]!.AsArray().Add(discount.Id);
    }

    /// <summary>Takes a discount off a subscription and tells of it. The caller saves the subscription.</summary>
    public static void Remove(UnitOfWork work, StripeDocument subscription, string id)
    {
        var discount = work.Referenced("discount", id);
        discount.Json["end"] ??= work.Now;
        work.Save(discount, "customer.discount.deleted");
        subscription.Json["discounts"] = new JsonArray([.. Ids(subscription).Where(other => other != id).Select(other => JsonValue.Create(other))]);
    }

    /// <summary>A renewal comes: what is over or used up goes.</summary>
    public static void RemoveEnded(UnitOfWork work, StripeDocument subscription)
    {
        var active = Active(work, subscription, work.Now).Select(discount => discount.Id).ToList();
        foreach (var id in Ids(subscription).Except(active).ToList())
        {
            Remove(work, subscription, id);
        }
    }

    /// <summary>Writes what the discounts take off into the lines of an invoice.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="invoice">The draft, whose discounted lines are those of whole periods.</param>
    /// <param name="at">When the lines' period begins, in Stripe's seconds.</param>
    public static void WriteTo(UnitOfWork work, StripeDocument subscription, StripeDocument invoice, long at)
    {
        var lines = Invoices.Lines(invoice).Where(line => line["discountable"]!.GetValue<bool>()).ToList();
        var left = lines.Select(line => line["amount"]!.GetValue<long>()).ToList();
        var active = Active(work, subscription, at);
        foreach (var discount in active)
        {
            var off = Coupons.Off(CouponOf(work, discount), left);
            for (var i = 0; i < lines.Count; i++)
            {
                lines[i]["discount_amounts"]!.AsArray().Add(new JsonObject { ["amount"] = off[i], ["discount"] = discount.Id });
                left[i] -= off[i];
            }
        }

        invoice.Json["discounts"] = new JsonArray([.. active.Select(discount => JsonValue.Create(discount.Id))]);
    }

    /// <summary>The invoice is made: coupons that count once have counted when something was taken off.</summary>
    public static void Use(UnitOfWork work, StripeDocument invoice)
    {
        foreach (var amount in invoice.Json["total_discount_amounts"]!.AsArray().Where(amount => amount!["amount"]!.GetValue<long>() > 0))
        {
            var discount = work.Referenced("discount", amount!["discount"]!.GetValue<string>());
            discount.Hidden[Used] = true;
            work.Save(discount);
        }
    }

    /// <summary>What a period costs after discounts, for the part of it that is prorated.</summary>
    public static long Net(UnitOfWork work, StripeDocument subscription, long amount)
    {
        foreach (var discount in Active(work, subscription, work.Now))
        {
            amount -= Coupons.Off(CouponOf(work, discount), [amount])[0];
        }

        return amount;
    }

    private static List<StripeDocument> Active(UnitOfWork work, StripeDocument subscription, long at) =>
        [.. Ids(subscription).Select(id => work.Referenced("discount", id)).Where(discount =>
            !(discount.Number("end") <= at) && !(discount.Hidden[Used] is not null && CouponOf(work, discount).Text("duration") == "once"))];

    private static IEnumerable<string> Ids(StripeDocument subscription) =>
        subscription.Json["discounts"]!.AsArray().Select(id => id!.GetValue<string>());

    private static StripeDocument CouponOf(UnitOfWork work, StripeDocument discount)
    {
        var coupon = work.Referenced("coupon", discount.Json["source"]!["coupon"]!.GetValue<string>());
        return coupon.IsDeleted ? new StripeDocument("coupon", coupon.Id, coupon.Hidden["terms"]!.AsObject(), []) : coupon;
    }

    private static void Count(UnitOfWork work, StripeDocument coupon)
    {
        coupon.Json["times_redeemed"] = coupon.Number("times_redeemed") + 1;
        coupon.Json["valid"] = Coupons.IsValid(coupon, work.Now);
        work.Save(coupon);
    }
}
